"""Load balancers of a task's service: where it is registered, how its targets do, and whether packets get to them."""
