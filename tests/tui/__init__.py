"""Tests of the app, driven as a user would press."""
