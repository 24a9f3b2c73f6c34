"""Controls and painted parts that screens are made of."""
