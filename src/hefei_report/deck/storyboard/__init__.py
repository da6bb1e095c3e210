"""Settles which slide holds what, where and at what size, as plain values; nothing here knows python-pptx."""
