"""The built-in cases, each as it is built and what is told about it."""
