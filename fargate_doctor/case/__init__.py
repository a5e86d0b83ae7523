"""The case: AWS's own answers, as they were given. The only thing that is saved."""
