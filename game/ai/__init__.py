"""States that decide for themselves: what they know in, orders out."""
