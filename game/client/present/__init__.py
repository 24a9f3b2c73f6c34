"""From what a state knows to what a screen shows: no pygame, no words but by key or narration."""
