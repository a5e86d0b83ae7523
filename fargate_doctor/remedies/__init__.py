"""Fixes as choices: pure changes of a snapshot, and the commands that would make them real."""
