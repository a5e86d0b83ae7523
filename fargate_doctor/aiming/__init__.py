"""What people name, type or paste, understood once for the command line and the app."""
