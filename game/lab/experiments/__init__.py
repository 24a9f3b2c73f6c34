"""Experiments: a case of history, set up in a campaign and played in paired worlds."""
