"""Sentences about what happened and why: names joined to numbers."""
