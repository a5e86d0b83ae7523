"""From answers to a diagnosis: what a check is, in which order questions stand, how findings are weighed."""
