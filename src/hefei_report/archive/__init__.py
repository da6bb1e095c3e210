"""Fetches the pages that sources name and keeps their texts; the only room that knows the network."""
