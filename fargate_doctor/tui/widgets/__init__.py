"""What screens are made of; data comes down, messages go up."""
