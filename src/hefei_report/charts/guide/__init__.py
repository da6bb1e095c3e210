"""What the shelf says of itself: what each kind of chart is for, its keys, and a gallery of all examples."""
