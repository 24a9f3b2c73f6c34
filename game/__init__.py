"""Indivisible: a strategy wargame about collective security, 1920 to 2025."""
