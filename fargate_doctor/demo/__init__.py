"""The built-in cases: invented accounts, each broken in one way, with what a person is told about it."""
