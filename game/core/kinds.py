"""The closed vocabularies of the rules: every flag is an enum, in the field's own words."""

from __future__ import annotations

from enum import IntEnum
from typing import Final


class Stage(IntEnum):
    """Where a turn pauses and asks."""

    ORDERS = 0
    COUNCIL = 1
    RESPONSE = 2


class Terrain(IntEnum):
    """The lie of a territory's land."""

    PLAINS = 0
    FOREST = 1
    MOUNTAIN = 2
    DESERT = 3
    JUNGLE = 4
    ARCTIC = 5
    URBAN = 6


class EdgeKind(IntEnum):
    """How two places touch."""

    LAND = 0
    COAST = 1
    SEA = 2


class Holding(IntEnum):
    """By what title a territory is held."""

    CORE = 0
    COLONY = 1
    DOMINION = 2
    MANDATE = 3
    OCCUPIED = 4
    """Held in peace by the forces of a state that has no title to it and claims none."""
    DISPUTED = 5
    ANNEXED = 6
    """Taken by force and kept: de facto, as long as others do not recognise it."""


class Doctrine(IntEnum):
    """The five weights of a state's doctrine; they sum to 1."""

    UPHOLD = 0
    BALANCE = 1
    FREE_RIDE = 2
    REVISE = 3
    KEEP_OUT = 4


class Good(IntEnum):
    """What trade and sanctions are counted in."""

    FINANCE = 0
    ARMS = 1
    METALS = 2
    RUBBER = 3
    OIL = 4
    FOOD = 5
    GENERAL = 6


class Budget(IntEnum):
    """What a state spends on."""

    ARMS = 0
    WELFARE = 1
    GROWTH = 2
    AID = 3


class Arm(IntEnum):
    """Kinds of formation."""

    ARMY = 0
    FLEET = 1
    AIR = 2


class Stance(IntEnum):
    """What a formation has been told to do this quarter."""

    HOLD = 0
    MOVE = 1
    ATTACK = 2
    """Of aircraft, bomb the foe's industry within reach; of ships, raid his trade next door."""
    SUPPORT = 3
    """Help those who fight next door; for aircraft and ships also what they do unasked."""
    BLOCKADE = 4
    """Of ships, the coast and its trade; of aircraft, the roads behind the front."""
    CONVOY = 5
    """Escort: carry more, shield supply and transports, lend no guns ashore."""
    LAND = 6
    """Come ashore among foes, prepared for it."""
    GARRISON = 7
    """Stay and hold down a people."""


class Mandate(IntEnum):
    """How far a measure of force lets those go who fight under it."""

    DEFEND = 0
    """Hold what friends hold."""
    ENFORCE_ZONE = 1
    """By sea and in the air as well, but no army forward."""
    RESTORE_LINE = 2
    """Take back what was taken."""
    REGIME_CHANGE = 3
    """Go as far as it takes."""


class Act(IntEnum):
    """What an institution can decide: the ladder of measures, then its own business."""

    GOOD_OFFICES = 0
    INQUIRY = 1
    DETERMINATION = 2
    CONDEMNATION = 3
    NON_RECOGNITION = 4
    SUSPENSION = 5
    ARMS_EMBARGO = 6
    FINANCE_BAN = 7
    MATERIALS_BAN = 8
    """Metals and rubber."""
    OIL_BAN = 9
    TRADE_BAN = 10
    BLOCKADE = 11
    OBSERVERS = 12
    PEACEKEEPING = 13
    FORCE = 14
    ADMISSION = 15
    EXPULSION = 16
    AMENDMENT = 17
    DELEGATION = 18
    """Entrust enforcement to a regional body."""
    LIFTING = 19
    """Lift measures that are in force."""
    REINSTATEMENT = 20
    """End a suspension."""
    DISSOLUTION = 21


SANCTIONS: Final = (
    Act.ARMS_EMBARGO,
    Act.FINANCE_BAN,
    Act.MATERIALS_BAN,
    Act.OIL_BAN,
    Act.TRADE_BAN,
)
"""Measures that deny goods."""

CONTRIBUTED: Final = (*SANCTIONS, Act.BLOCKADE, Act.OBSERVERS, Act.PEACEKEEPING, Act.FORCE)
"""Measures that live on what members give."""

DENIED_GOODS: Final[dict[Act, tuple[Good, ...]]] = {
    Act.ARMS_EMBARGO: (Good.ARMS,),
    Act.FINANCE_BAN: (Good.FINANCE,),
    Act.MATERIALS_BAN: (Good.METALS, Good.RUBBER),
    Act.OIL_BAN: (Good.OIL,),
    Act.TRADE_BAN: (Good.FOOD, Good.GENERAL),
}
"""Which goods a sanction denies."""


class Obligation(IntEnum):
    """What a charter makes of a decided measure."""

    NONE = 0
    RECOMMENDED = 1
    BINDING = 2
    """Binding once decided."""
    AUTOMATIC = 3
    """Owed by the fact of aggression, without a decision."""


class Ballot(IntEnum):
    """What can be done with a vote."""

    ABSENT = 0
    NO = 1
    ABSTAIN = 2
    YES = 3
    VETO = 4


class Seat(IntEnum):
    """A member's place in the council."""

    NONE = 0
    ELECTED = 1
    PERMANENT = 2


class CrisisKind(IntEnum):
    """What a crisis is about."""

    CLAIM = 0
    BORDER_INCIDENT = 1
    ULTIMATUM = 2
    STAGED_INCIDENT = 3
    INVASION = 4
    COUP = 5
    CIVIL_WAR = 6
    ATROCITY = 7
    BLOCKADE = 8
    PROLIFERATION = 9
    BREACH = 10


class Rung(IntEnum):
    """How far up its ladder a crisis stands."""

    TENSION = 0
    DEMAND = 1
    ULTIMATUM = 2
    MOBILISATION = 3
    CLASH = 4
    WAR = 5


class Move(IntEnum):
    """What a party to a crisis can do in a round."""

    HOLD = 0
    ESCALATE = 1
    OFFER = 2
    CLIMB_DOWN = 3


class CrisisEnd(IntEnum):
    """How a crisis ended; the classes of the record."""

    OPEN = 0
    WITHDREW = 1
    COMPROMISE = 2
    KEPT_GAINS = 3
    DESTROYED = 4


class Likeness(IntEnum):
    """What cases are alike in, when one asks what an institution did the last time."""

    GREAT = 0
    """Against a great power."""
    LESSER = 1
    """Against a lesser one."""
    WITHIN = 2
    """Inside one state."""


class TreatyKind(IntEnum):
    """What a treaty promises."""

    DEFENCE = 0
    NEUTRALITY = 1
    NON_AGGRESSION = 2
    ENTENTE = 3
    GUARANTEE = 4
    """The first party answers for the others."""


class Terms(IntEnum):
    """How a war may be ended."""

    STATUS_QUO = 0
    """Everybody goes home; occupied land is given back."""
    CEDE_CLAIM = 1
    """The contested land changes hands, with the loser's signature."""
    KEEP_OCCUPIED = 2
    """An armistice where the armies stand; no title passes."""
    ANNEX = 3
    """The loser ceases to exist."""


class Settled(IntEnum):
    """How a war ended."""

    OPEN = 0
    STATUS_QUO = 1
    CESSION = 2
    ARMISTICE = 3
    CAPITULATION = 4


class Standing(IntEnum):
    """Where a resolution stands."""

    TABLED = 0
    ADOPTED = 1
    FAILED = 2
    VETOED = 3
    LAPSED = 4


class Reason(IntEnum):
    """Why a resolution passed or failed."""

    NONE = 0
    CARRIED = 1
    VOTES_SHORT = 2
    AGAINST_UNANIMITY = 3
    VETO = 4
    NO_QUORUM = 5
    PRECONDITION = 6
    OVERRIDDEN = 7
    """Carried by the assembly after the council was blocked."""
    BY_THE_FACT = 8
    """Owed by the fact of an attack, without a vote."""
    AMENDED = 9
    """An amended text took its place."""
    BY_AGREEMENT = 10
    """Taken by the willing, outside any institution."""


class Excuse(IntEnum):
    """Why a duty that was owed did not have to be met."""

    NONE = 0
    CANNOT_AFFORD = 1
    """Tied down or exhausted past what can be asked."""
    UNDER_ATTACK = 2
    """At war itself, in a case of its own."""
    OUTSIDE_AREA = 3
    """Its charter does not bind it there."""
    HARDSHIP = 4
    """The denial would ruin its own trade (Article 50 of the Charter of the United Nations)."""


class Alert(IntEnum):
    """The nuclear ladder in a crisis (Kahn 1965, cut to what a council could notice)."""

    NONE = 0
    WARNING = 1
    """A threat in words."""
    READY = 2
    """Forces on alert."""
    DISPERSED = 3
    """Weapons moved and crews waiting: accidents become likelier."""
    DEMONSTRATION = 4
    """One is let off where nobody lives."""
    USE = 5


class Favour(IntEnum):
    """What states trade with each other in a case."""

    NOTHING = 0
    VOTE_YES = 1
    """Vote for measures against the initiator."""
    VOTE_NO = 2
    ABSTAIN = 3
    STAND_ASIDE = 4
    """Give nothing to measures in the case."""
    TAKE_PART = 5
    """Give what one is asked to measures in the case."""
    CLIMB_DOWN = 6
    MONEY = 7
    ARMS = 8
    RECOGNITION = 9
    """Recognise what the other has taken."""
    GUARANTEE = 10
    THREAT = 11
    """Not to suffer for it: liking is lost, and aid and votes, where it is refused."""


class Clause(IntEnum):
    """The clauses of a charter that an amendment can change; numbers carry their value."""

    ADMISSION = 0
    TRIGGER_ADDED = 1
    TRIGGER_DROPPED = 2
    ELECTED_SEATS = 3
    ELECTED_TERM = 4
    PERMANENT_SEAT_ADDED = 5
    """Value: the state."""
    PERMANENT_SEAT_DROPPED = 6
    MAJORITY = 7
    """Of one act: share of the votes cast."""
    ORGAN = 8
    PARTIES_VOTE = 9
    VETO = 10
    ABSENCE_CONSENTS = 11
    QUORUM = 12
    BYPASS = 13
    OBLIGATION = 14
    MEANS = 15
    COST_SHARING = 16
    MONITORING = 17
    SELF_DEFENCE = 18
    REGIONAL = 19
    NOTICE = 20
    SUSPENSION = 21
    EXPULSION = 22
    REVIEW = 23
    VETO_RESTRAINT = 24
    CONSENT = 25
    LEAD = 26
    STANDING_FORCE = 27
    PLEDGED_SHARE = 28
    ADVERSARY_ADDED = 29
    ADVERSARY_DROPPED = 30
    OUTSIDERS_REFER = 31
    MEMBERS_REFER = 32
    SELF_DEFENCE_UNTIL_COUNCIL = 33
    MAY_WITHDRAW = 34
    AMENDMENT_PERMANENT = 35
    INQUIRY_TERM = 36
    REGIME_FLOOR = 37
    REGIME_CEILING = 38
    AREA_ADDED = 39
    AREA_DROPPED = 40
    VETO_WITHHELD = 41
    """From a state that holds a permanent seat."""
    VETO_GRANTED = 42
    STEP_ADDED = 43
    """To the ladder, an act; value: what it needs, the act itself or -1 for nothing."""
    STEP_DROPPED = 44
    """From the ladder, an act; value 1."""


# -- Peace: what wars are ended by, and arms control -----------------------------------------------


class Provision(IntEnum):
    """What an article of peace provides; `by` bears it, `to` gains by it."""

    CEDE = 0
    """Lands change hands, with a signature."""
    ANNEX = 1
    """`by` ceases to exist; its land goes to those who hold it, the rest to `to`."""
    CLIENT = 2
    """`by` follows `to` abroad: a pact of defence, a regime and a policy that lean its way."""
    DEMILITARISE = 3
    """Lands of `by` in which no forces may stand."""
    REPARATIONS = 4
    """`by` pays `to`, over so many turns."""
    WITHDRAW = 5
    """`by` and its side leave lands they hold of `to`'s side; with none named, all of them."""
    RESTORE = 6
    """Lands of `by` go back to the state `to`, which is not a party, or is no more."""
    REGIME = 7
    """The government of `by` falls; one to the liking of `to` takes its place."""
    NEUTRALITY = 8
    """`by` leaves its alliances and stands aside from those of others."""
    INSPECTIONS = 9
    """`by` gives up nuclear weapons, and is inspected for so many turns."""
    RECOGNITION = 10
    """`by` recognises what `to` has taken by force, of its own land too."""
    ARMISTICE = 11
    """The armies stay where they stand; no title passes, and nothing is settled."""
    CAPITULATION = 12
    """The armies of `by` lay down their arms."""


class AccordKind(IntEnum):
    """What an arms control treaty forbids."""

    TEST_BAN = 0
    """Letting nuclear weapons off for a test."""
    NON_PROLIFERATION = 1
    """Making nuclear weapons, to those who have none."""
    LIMITS = 2
    """Having more than so many warheads."""
    DISARMAMENT = 3
    """Nuclear weapons, to the first party, under a peace that it signed."""


class Victor(IntEnum):
    """Who has won a war."""

    NEITHER = 0
    ATTACKERS = 1
    DEFENDERS = 2


# -- Statehood -------------------------------------------------------------------------------------


class Birth(IntEnum):
    """How a state comes to be."""

    INDEPENDENCE = 0
    """Its holder lets it go."""
    SECESSION = 1
    """It leaves a state of which it was part."""
    DISSOLUTION = 2
    """The state of which it was part falls apart."""
    PARTITION = 3
    """A nation is divided between two."""
    RESTORATION = 4
    """It was there before, and comes back."""
    UNION = 5
    """Several become one."""
