"""What the world was like in any year from 1918: a compact extract of public records."""
