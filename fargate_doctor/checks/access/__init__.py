"""Whether what is reached lets the task in, and has what it asks for."""
