"""The first lesson: steps from a file, each pointing at a control of the real screens."""
