"""Questions about a task that runs: its load balancer, its containers."""
