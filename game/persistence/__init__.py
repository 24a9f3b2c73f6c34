"""Saves, replays, settings and the folders they live in."""
