"""The plan of an ensemble: every world that is to be played, numbered, each with an address."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path

import game
from game.content.campaign import Campaign
from game.content.issues import Issue
from game.lab.ensemble.spec import MOST_RUNS, OWN, STANDARD, Spec
from game.session.shelf import BrokenCampaign, UnknownCampaign, open_campaign


@dataclass(frozen=True, slots=True)
class Arm:
    """What the worlds of an arm have in common."""

    name: str
    where: str
    """The campaign: its name, or the folder it lies in."""
    campaign: str
    digest: str
    """sha256 of the campaign's files; whoever plays it must have the same."""
    charter: str | None
    variant: str
    rules: tuple[tuple[str, float], ...]
    turns: int
    title: str


@dataclass(frozen=True, slots=True)
class Job:
    """One world to be played."""

    number: int
    """Row of the table."""
    arm: Arm
    seed: int
    address: str
    """Digest of all that decides what comes of it, the program included."""


class Unplayable(Exception):  # noqa: N818  # the files are at fault
    """A specification that cannot be played; `issues` says where and why."""

    def __init__(self, issues: tuple[Issue, ...]) -> None:
        super().__init__("; ".join(map(str, issues[:3])))
        self.issues = issues


def plan(spec: Spec, runs: int | None = None) -> tuple[Job, ...]:
    """Return the worlds to play, arm by arm and seed by seed; `runs` instead of those specified.

    All arms have the same seeds. Raises Unplayable.
    """
    arms = _arms(spec)
    count = min(spec.runs if runs is None else runs, MOST_RUNS)
    program = program_digest()
    jobs: list[Job] = []
    for arm in arms:
        for seed in range(spec.first_seed, spec.first_seed + count):
            jobs.append(Job(len(jobs), arm, seed, _address(arm, seed, program)))
    return tuple(jobs)


@lru_cache(maxsize=1)
def program_digest() -> str:
    """Return the sha256 of the parts of the program that decide what comes of a world."""
    root = Path(game.__file__).parent
    digest = hashlib.sha256()
    for folder in ("core", "content", "ai", "session", "lab/ensemble"):
        for file in sorted((root / folder).rglob("*.py")):
            digest.update(file.relative_to(root).as_posix().encode())
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


@lru_cache(maxsize=8)
def campaign_at(where: str) -> Campaign:
    """Return a campaign, read once a process. Raises UnknownCampaign or BrokenCampaign."""
    return open_campaign(where)[0]


def with_rules(campaign: Campaign, rules: tuple[tuple[str, float], ...]) -> Campaign:
    """Return a campaign with numbers of the model set otherwise."""
    if not rules:
        return campaign
    changed = replace(campaign.draft.rules, **dict(rules))  # type: ignore[arg-type]  # see RulesFile
    return replace(campaign, draft=replace(campaign.draft, rules=changed))


def _arms(spec: Spec) -> tuple[Arm, ...]:
    arms: list[Arm] = []
    issues: list[Issue] = []
    for place, name in enumerate(spec.campaigns):
        where = _where(spec, name)
        try:
            campaign = campaign_at(where)
        except UnknownCampaign as unknown:
            issues.append(spec.file.issue(("campaigns", place), str(unknown)))
            continue
        except BrokenCampaign as broken:
            text = f"'{name}' cannot be played: {broken.issues[0]}"
            issues.append(spec.file.issue(("campaigns", place), text))
            continue
        for row, charter in enumerate(spec.charters):
            if charter != OWN:
                known, faults = campaign.find_charter(charter)
                if known is None:
                    where_not = f"{campaign.id} cannot have it: {faults[0].text}"
                    issues.append(spec.file.issue(("charters", row), where_not, faults[0].hint))
                    continue
            for variant, rules in spec.variants:
                turns = spec.turns or campaign.manifest.turns
                arms.append(
                    Arm(
                        _named(campaign.id, charter, variant),
                        where,
                        campaign.id,
                        campaign.digest,
                        None if charter == OWN else charter,
                        variant,
                        rules,
                        turns,
                        campaign.title,
                    )
                )
    if issues:
        raise Unplayable(tuple(issues))
    return tuple(arms)


def _where(spec: Spec, name: str) -> str:
    """Return the folder beside the specification that a name means, or else the name."""
    beside = spec.file.file.parent / name
    return str(beside.resolve()) if (beside / "manifest.toml").is_file() else name


def _named(campaign: str, charter: str, variant: str) -> str:
    return "".join(
        (
            campaign,
            "" if charter == OWN else f", {charter}",
            "" if variant == STANDARD else f", {variant}",
        )
    )


def _address(arm: Arm, seed: int, program: str) -> str:
    decisive = {**asdict(arm), "where": "", "name": "", "title": "", "variant": "", "seed": seed}
    text = json.dumps([decisive, program], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
