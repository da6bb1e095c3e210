"""The shelf of block kinds: each file defines one, with its fields, an example, and what it lowers to."""
