"""What the app says by itself, in both languages; what a diagnosis says comes with the diagnosis."""
