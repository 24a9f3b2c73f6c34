"""A game in progress: seats, pending orders, and the turn as a job."""
