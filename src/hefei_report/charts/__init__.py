"""The shelf of chart kinds: each file defines one, with its fields, an example, and how it is planned."""
