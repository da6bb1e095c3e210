"""The Document and its parts: everything a writer needs to know, and nothing else."""
