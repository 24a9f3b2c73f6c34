"""Stylised facts: what the record of a century looks like, and whether simulated ones are like it."""
