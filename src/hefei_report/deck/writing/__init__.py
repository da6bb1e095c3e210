"""Puts a settled storyboard into a PowerPoint file; nothing here decides."""
