"""Theory held against the model: what must make aggression rarer, other things equal."""

from game.lab.theory.prerequisites import PREREQUISITES, Prerequisite
from game.lab.theory.trial import RUNS, Difference, Finding, run_all, run_one

__all__ = ["PREREQUISITES", "RUNS", "Difference", "Finding", "Prerequisite", "run_all", "run_one"]
