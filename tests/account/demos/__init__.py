"""The built-in cases, each as it is built, what is told about it, and what is to be found in it."""
