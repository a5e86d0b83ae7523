"""Whether it could have IPv6."""
