"""Reads finished publications with other people's readers, and says of every numeral in them what proves it."""
