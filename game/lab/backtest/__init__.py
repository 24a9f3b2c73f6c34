"""Historical crises played forward from the figures of their day, and scored against the record."""
