"""A diagnosis in words and places: an outline once, then one module per format. Nothing here judges."""
