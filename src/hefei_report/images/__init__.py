"""Pictures of the author's: what a file may hold, what is taken out of it, and how it becomes pixels."""
