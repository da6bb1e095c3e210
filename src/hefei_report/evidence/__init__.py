"""What is true and how we know: facts, their sources, and the one way to print a number."""
