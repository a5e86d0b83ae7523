"""Tests of what is asked of AWS and how its answers are recorded."""
