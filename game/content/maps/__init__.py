"""The world map: reading it from Tiled, and baking it."""
