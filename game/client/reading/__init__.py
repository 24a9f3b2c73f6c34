"""The encyclopaedia: articles in text files, and what in the game each of them explains."""
