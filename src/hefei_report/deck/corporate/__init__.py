"""A customer's own PowerPoint template: opened without trust, read into plain values, made a stage for our slides."""
