"""Charts in words: an alternative text is proposed from the plan, and an author's own is held against it."""
