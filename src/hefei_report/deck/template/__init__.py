"""The 16:9 template that decks start from, built from a theme's tokens."""
