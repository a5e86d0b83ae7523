"""The app in the terminal: screens that choose words and places, and form no opinion."""
