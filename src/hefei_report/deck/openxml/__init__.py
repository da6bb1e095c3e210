"""What the template and the slides share of the Open XML formats: names, colours, the archive."""
