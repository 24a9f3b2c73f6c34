"""The rules: a pure function of a world and the orders given in it."""
