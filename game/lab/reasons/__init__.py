"""Reasons: the named terms of what a state decides, for whoever asks after the game."""

from game.lab.reasons.of_case import on_a_crisis
from game.lab.reasons.of_pair import about_another
from game.lab.reasons.of_state import of_a_state
from game.lab.reasons.of_vote import on_a_vote
from game.lab.reasons.pages import Fact, Page, Sum

__all__ = ["Fact", "Page", "Sum", "about_another", "of_a_state", "on_a_crisis", "on_a_vote"]
