"""A VPC as a map: its zones and subnets, what leads out of them, and the task in its place."""
