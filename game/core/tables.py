"""The dense state of the world: states, pairs of states, territories, seas, formations, seats."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.columns import Audience, Table, column
from game.core.ids import NONE

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_OWN = Audience.OWNER


@dataclass(slots=True)
class States(Table):
    """One row a state; `exists` says which rows are alive."""

    exists: Flags = column(bool, "state", "The state is sovereign today.", low=0, high=1)
    capital: Ints = column("i8", "state", "Its capital's territory.", default=NONE, low=NONE)
    human: Flags = column(bool, "state", "Led by a person.", low=0, high=1)
    major: Flags = column(bool, "state", "Reckoned a great power.", low=0, high=1)

    milex: Floats = column("f8", "state", "Military spending a year.", unit="M$", low=0, decimals=4)
    milper: Floats = column("f8", "state", "Soldiers under arms.", unit="thousand", low=0)
    irst: Floats = column("f8", "state", "Iron and steel made a year.", unit="kt", low=0)
    pec: Floats = column("f8", "state", "Primary energy a year.", unit="kt coal eq.", low=0)
    tpop: Floats = column("f8", "state", "People.", unit="thousand", low=0)
    upop: Floats = column("f8", "state", "People in cities.", unit="thousand", low=0)
    power: Floats = column(
        "f8", "state", "Share of world capabilities (CINC).", low=0, high=1, decimals=9
    )

    production: Floats = column("f8", "state", "Output a year.", unit="M$", low=0, decimals=4)
    growth: Floats = column("f8", "state", "Growth of output a year.", unit="share", low=-1, high=1)
    budget: Floats = column(
        "f8", "state budget", "How revenue is split; each row sums to 1.", low=0, high=1
    )
    treasury: Floats = column(
        "f8", "state", "Money at hand; below 0 is debt.", unit="M$", decimals=4, audience=_OWN
    )
    influence: Floats = column(
        "f8", "state", "Standing to spend on persuading others.", low=0, high=100, audience=_OWN
    )
    technology: Floats = column("f8", "state", "Military technology.", default=1, low=0.1, high=10)
    warheads: Ints = column("i8", "state", "Nuclear warheads.", low=0)
    mobilisation: Floats = column("f8", "state", "Share of reserves called up.", low=0, high=1)

    regime: Floats = column("f8", "state", "Autocracy to democracy.", low=-10, high=10)
    support: Floats = column("f8", "state", "Support for commitments abroad.", low=0, high=1)
    weariness: Floats = column("f8", "state", "War weariness.", low=0, high=1)
    stability: Floats = column("f8", "state", "How firmly the regime sits.", low=0, high=1)
    doctrine: Floats = column(
        "f8", "state doctrine", "Weights of doctrine; each row sums to 1.", low=0, high=1
    )
    ideal: Floats = column(
        "f8", "state plane", "Ideal point: order to revision, bloc axis.", low=-1, high=1
    )

    supply_share: Floats = column(
        "f8", "state good", "Share of what the world sells of a good.", low=0, high=1
    )
    dependence: Floats = column(
        "f8", "state good", "Share of its use that is bought abroad.", low=0, high=1
    )
    shortage: Floats = column(
        "f8", "state good", "Share of its use that goes without.", low=0, high=1
    )

    # Economy and home front
    stocks: Floats = column(
        "f8", "state good", "In store, in quarters of its use.", default=2, unit="quarters", low=0,
        high=40,
    )  # fmt: skip
    cycle: Floats = column(
        "f8", "state", "What boom or slump adds to growth a year.", unit="share", low=-0.5, high=0.5
    )
    slack: Floats = column(
        "f8", "state", "Output below what could be made.", unit="share", low=-0.5, high=0.9
    )
    disruption: Floats = column(
        "f8", "state", "Output lost to shortage, lost trade and occupation.", unit="share", low=0,
        high=0.95,
    )  # fmt: skip
    trade_lost: Floats = column(
        "f8", "state", "Usual trade stopped by war and embargo, as a share of output.", low=0,
        high=1,
    )  # fmt: skip
    pressure: Floats = column(
        "f8", "state", "Cost of sanctions as it is felt, unrelieved.", low=0, high=1
    )
    war_effort: Floats = column(
        "f8", "state", "What shortages leave of the upkeep of its forces.", default=1, low=0, high=1
    )
    paid: Floats = column(
        "f8", "state", "Share of its forces' upkeep that it pays.", default=1, low=0, high=2
    )
    arms_cost: Floats = column(
        "f8", "state", "Output that a M$ of military spending takes; 0 until the books are opened.",
        low=0,
    )  # fmt: skip
    upkeep: Floats = column(
        "f8", "state", "Military spending a year on a thousand men.", unit="M$", low=0, decimals=9
    )
    reserves: Floats = column("f8", "state", "Reservists in its armies.", unit="thousand", low=0)
    garrison: Floats = column(
        "f8", "state", "Soldiers outside the formations.", unit="thousand", low=0
    )

    # Home front: camps, government, elections, parliament, sanctions as they are borne
    camp_for: Floats = column(
        "f8", "state", "Share of its politics that is for commitments abroad.", low=0, high=1
    )
    camp_against: Floats = column(
        "f8", "state", "Share of its politics that is against them.", low=0, high=1
    )
    government: Floats = column(
        "f8", "state", "How far those who govern are for commitments, or against.", low=-1, high=1
    )
    election: Ints = column(
        "i8", "state", "Turn of the next election; -1 not set.", default=NONE, low=NONE
    )
    term: Ints = column("i8", "state", "Turns from one election to the next; 0 not set.", low=0)
    consent: Floats = column(
        "f8", "state", "Share of its parliament that must consent to treaties.", default=0.5,
        low=0, high=1,
    )  # fmt: skip
    fatigue: Floats = column(
        "f8", "state", "How tired it is of the measures that it takes part in.", low=0, high=1
    )
    suffering: Floats = column(
        "f8", "state", "How far its people go hungry and without.", low=0, high=1
    )

    # Happenings
    tailwind: Floats = column(
        "f8", "state", "Growth a year that happenings add for it beside others.", unit="share",
        low=-0.2, high=0.2,
    )  # fmt: skip
    scarcity: Floats = column(
        "f8", "state good", "Share of what is bought abroad that happenings keep from market.",
        low=0, high=0.9,
    )  # fmt: skip

    # Strife, and weapons in the making
    strife: Floats = column("f8", "state", "Strife of late, decayed.", low=0, high=5)
    kept_peace: Floats = column(
        "f8", "state", "How well its last peace is kept by a mission, decayed.", low=0, high=1
    )
    programme: Floats = column(
        "f8", "state", "Progress of a nuclear programme; 1 is a test.", low=0, high=1, audience=_OWN
    )
    programme_on: Flags = column(
        bool, "state", "A nuclear programme is under way.", low=0, high=1, audience=_OWN
    )
    programme_seen: Flags = column(
        bool, "state", "It is known to have a nuclear programme.", low=0, high=1
    )
    halted: Flags = column(
        bool, "state", "Bound by a settlement to leave nuclear weapons alone.", low=0, high=1
    )

    # Peace: work against one's word, and titles that age
    hidden_work: Flags = column(
        bool, "state", "Works on nuclear weapons against its word.", low=0, high=1, audience=_OWN
    )

    # Statehood
    nationhood: Floats = column(
        "f8", "state", "How far its people want a state of their own, where they have none.",
        default=1, low=0, high=1,
    )  # fmt: skip
    repression: Floats = column(
        "f8", "state", "How hard its people were kept down of late, where they have no state.",
        low=0, high=1,
    )  # fmt: skip
    promised: Flags = column(
        bool, "state", "It has been promised a state this turn by who holds its land.", low=0,
        high=1,
    )  # fmt: skip
    stood: Flags = column(
        bool, "state", "It was sovereign when that was last looked at.", default=1, low=0, high=1
    )
    born: Ints = column(
        "i8", "state", "Turn in which it last became a state; -1 before the start, or never.",
        default=NONE, low=NONE,
    )  # fmt: skip

    resolve: Floats = column(
        "f8", "state", "This turn's private factor on its stakes.", default=1, low=0.05, high=20,
        audience=_OWN,
    )  # fmt: skip
    cost_estimate: Floats = column(
        "f8", "state", "This turn's private factor on its costs.", default=1, low=0.05, high=20,
        audience=_OWN,
    )  # fmt: skip


@dataclass(slots=True)
class Dyads(Table):
    """One cell a pair: [i, j] is what i has with, thinks of, or does to j."""

    affinity: Floats = column("f8", "state target", "Liking.", low=-1, high=1)
    rivalry: Floats = column("f8", "state target", "Standing rivalry.", low=0, high=1)
    trade: Floats = column(
        "f8", "state target", "Trade with j as a share of i's output.", low=0, high=1, whole=True
    )
    usual_trade: Floats = column(
        "f8",
        "state target",
        "The trade there would be without war and embargo.",
        low=0,
        high=1,
        whole=True,
    )
    distance_km: Floats = column(
        "f8",
        "state target",
        "Great circle between capitals.",
        unit="km",
        low=0,
        decimals=2,
        whole=True,
    )
    gap_km: Floats = column(
        "f8", "state target", "Between the nearest holdings; 0 for neighbours.", unit="km", low=0,
        decimals=2, whole=True,
    )  # fmt: skip
    contiguous: Flags = column(
        bool, "state target", "Share a land border.", low=0, high=1, whole=True
    )
    kept: Floats = column("f8", "state target", "Promises i saw j keep, decayed.", low=0)
    broken: Floats = column("f8", "state target", "Promises i saw j break, decayed.", low=0)
    aggression: Floats = column(
        "f8", "state target", "Recent aggression of j as i felt it, decayed.", low=0, high=50
    )
    recognised: Flags = column(
        bool, "state target", "i recognises what j took by force.", low=0, high=1
    )
    union_sought: Flags = column(
        bool, "state target", "i would be one state with j.", low=0, high=1, whole=True
    )
    blacklisted: Flags = column(
        bool, "state target", "i closes its market to j while j sells what i denies others.",
        low=0, high=1, whole=True,
    )  # fmt: skip
    heeds: Flags = column(
        bool, "state target", "i, on j's list, keeps from selling what j denies others.", low=0,
        high=1, whole=True,
    )  # fmt: skip
    threat: Floats = column(
        "f8", "state target", "Threat of j to i (Walt).", low=0, decimals=9, whole=True
    )
    power_error: Floats = column(
        "f8", "state target", "This year's private factor in i's estimate of j's power.",
        default=1, low=0.05, high=20, audience=_OWN, whole=True,
    )  # fmt: skip


@dataclass(slots=True)
class Embargoes(Table):
    """Who denies what to whom."""

    denied: Floats = column(
        "f4", "state target good", "Share of its sales of a good that i denies to j.",
        low=0, high=1, decimals=4, whole=True,
    )  # fmt: skip


@dataclass(slots=True)
class Territories(Table):
    """One row a territory."""

    owner: Ints = column("i8", "territory", "Whose it is in peace.", default=NONE, low=0)
    controller: Ints = column("i8", "territory", "Who stands there.", default=NONE, low=0)
    charted: Ints = column(
        "i8", "territory", "Controller when distances were last charted.", default=NONE, low=NONE
    )
    holding: Ints = column("i8", "territory", "By what title (Holding).", low=0, high=6)
    sovereign: Ints = column(
        "i8", "territory", "De jure holder, where it differs; else -1.", default=NONE, low=NONE
    )
    people: Floats = column(
        "f8", "territory", "Share of its owner's people at start.", low=0, high=1
    )
    industry: Floats = column(
        "f8", "territory", "Share of its owner's industry at start.", low=0, high=1
    )
    drawn_by: Ints = column(
        "i8", "territory", "Owner in whose figures its people and industry are counted; -1 unset.",
        default=NONE, low=NONE,
    )  # fmt: skip
    development: Floats = column("f8", "territory", "Roads and rail.", default=0.5, low=0, high=1)
    resistance: Floats = column("f8", "territory", "Of the people to its holder.", low=0, high=1)
    siege: Floats = column("f8", "territory", "How far an attacker has got.", low=0, high=1)
    demilitarised: Flags = column(
        bool, "territory", "By treaty no forces may stand here.", low=0, high=1
    )
    held_by: Ints = column(
        "i8", "territory", "Owner when titles were last looked through; -1 unset.", default=NONE,
        low=NONE,
    )  # fmt: skip
    held_since: Ints = column(
        "i8", "territory", "Turn from which its owner has held it; -1 before the start.",
        default=NONE, low=NONE,
    )  # fmt: skip


@dataclass(slots=True)
class Zones(Table):
    """One row a sea zone."""

    controller: Ints = column(
        "i8", "zone", "Who commands the sea; -1 nobody.", default=NONE, low=NONE
    )


@dataclass(slots=True)
class Formations(Table):
    """One row an army, fleet or air group; a row that is no more may be reused by anybody."""

    exists: Flags = column(bool, "formation", "In being.", low=0, high=1)
    owner: Ints = column("i8", "formation", "Whose.", default=NONE, low=NONE)
    arm: Ints = column("i8", "formation", "Army, fleet or air group (Arm).", low=0, high=2)
    node: Ints = column("i8", "formation", "Where it stands (territory or zone).", low=0)
    strength: Floats = column(
        "f8", "formation", "Thousand men, or their like in ships and aircraft.", low=0
    )
    technology: Floats = column("f8", "formation", "Military technology.", default=1, low=0)
    readiness: Floats = column("f8", "formation", "Fit to fight.", default=0.7, low=0, high=1)
    supply: Floats = column("f8", "formation", "Share of needs met.", default=1, low=0, high=1)
    stance: Ints = column("i8", "formation", "This quarter's order (Stance).", low=0, high=7)
    goal: Ints = column("i8", "formation", "Where it is to go; -1 nowhere.", default=NONE, low=NONE)
    mandate: Ints = column(
        "i8", "formation", "Resolution it fights under; -1 none.", default=NONE, low=NONE
    )
    loaded: Floats = column(
        "f8", "formation", "Share of it already aboard ship, while it embarks.", low=0, high=1
    )


@dataclass(slots=True)
class Memberships(Table):
    """One cell an institution and a state."""

    member: Flags = column(bool, "institution state", "Belongs.", low=0, high=1)
    seat: Ints = column("i8", "institution state", "Place in the council (Seat).", low=0, high=2)
    seat_until: Ints = column(
        "i8",
        "institution state",
        "Turn at which an elected seat falls vacant.",
        default=NONE,
        low=NONE,
    )
    leaves: Ints = column(
        "i8", "institution state", "Turn at which its withdrawal takes effect; -1 none given.",
        default=NONE, low=NONE,
    )  # fmt: skip
    suspended: Flags = column(bool, "institution state", "May not vote.", low=0, high=1)
    away: Flags = column(bool, "institution state", "Stays away from meetings.", low=0, high=1)
    invited: Flags = column(bool, "institution state", "May join by acceding.", low=0, high=1)
    pledged: Floats = column(
        "f8", "institution state", "Share of its forces pledged in advance.", low=0, high=1
    )
    in_being: Flags = column(
        bool, "institution", "Enough have ratified it.", default=1, low=0, high=1
    )
    refused: Ints = column(
        "i8", "institution state", "Turn in which its parliament last refused it; -1 never.",
        default=NONE, low=NONE,
    )  # fmt: skip
    founded: Ints = column(
        "i8", "institution", "Turn in which it was proposed; -1 before the start.", default=NONE,
        low=NONE,
    )  # fmt: skip
    met: Floats = column(
        "f8", "institution state", "Tests the state saw the institution meet, decayed.", low=0
    )
    failed: Floats = column(
        "f8", "institution state", "Tests the state saw it fail, decayed.", low=0
    )
    met_alike: Floats = column(
        "f8", "institution likeness state", "Of the tests met, those of each kind of case.", low=0
    )
    failed_alike: Floats = column(
        "f8", "institution likeness state", "Of those failed, those of each kind of case.", low=0
    )
