"""One module beside one style sheet for each screen."""
