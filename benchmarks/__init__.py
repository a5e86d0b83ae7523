"""What the tool costs, each figure beside a yardstick of the same run: `python -m benchmarks`."""
