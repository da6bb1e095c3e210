"""Text to nodes with places to typed values; the only room that knows YAML."""
