"""Its network interface."""
