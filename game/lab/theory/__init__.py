"""Theory held against the model: what must make aggression rarer, other things equal."""

from game.lab.theory.arms import PREREQUISITES, Prerequisite
from game.lab.theory.trial import Finding, run_all, run_one

__all__ = ["PREREQUISITES", "Finding", "Prerequisite", "run_all", "run_one"]
