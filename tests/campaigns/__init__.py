"""Campaigns: many hostile inputs against the whole tool. Here they are short; `.ci/full` runs them at full length."""
