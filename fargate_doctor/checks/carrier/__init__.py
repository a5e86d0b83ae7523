"""Which interface carries which traffic."""
