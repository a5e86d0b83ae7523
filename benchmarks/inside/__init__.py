"""Scripts that the benchmark runs as processes of their own."""
