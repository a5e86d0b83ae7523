"""A laboratory: AWS over real HTTP, with a Fargate task in it that is broken in one named way."""
