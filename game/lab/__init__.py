"""Ensembles of worlds and measurements of them."""
