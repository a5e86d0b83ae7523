"""What one task is like, trait by trait, so that it can be laid beside another."""
