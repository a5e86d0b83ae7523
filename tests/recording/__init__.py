"""Tests of following a cluster."""
