"""Ensembles: many worlds from one specification, played by whatever is at hand, measured alike."""
