"""Citation marks and the list of references, as runs for both media."""
