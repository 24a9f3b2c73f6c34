"""Formulas of the model: arrays in, arrays out, each with the paper it comes from."""
