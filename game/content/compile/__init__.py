"""A checked draft becomes a world: names become numbers."""
