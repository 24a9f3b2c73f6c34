"""What may not be ordered in a quarrel, and about weapons: an order, its refusal, and the setting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.core.ids import CrisisId
from game.core.kinds import Alert, Arm, CrisisKind, Move, Rung
from game.core.orders import (
    AnswerMediator,
    ArmProxy,
    Confront,
    Consent,
    Mediate,
    MoveInCrisis,
    Order,
    SetAlert,
    SetProgramme,
    TakeSide,
)
from game.core.world import World
from tests.rules.play import QUARREL
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK

WAR = CrisisId(1)
"""The quarrel in `full` that has come to war."""


def facts(number: int = 0, **changes: object) -> Callable[[World], object]:
    """Return a change of a crisis's facts."""

    def change(world: World) -> None:
        world.put(replace(world.crises[number], **changes))  # type: ignore[arg-type]

    return change


def poor(world: World) -> None:
    world.states.treasury[ARDEN] = 0.0


def without_fleets(world: World) -> None:
    world.formations.arm[:] = Arm.ARMY


def inland(world: World) -> None:
    shores = world.board.edges[world.board.edge_kind == 1].min(axis=1)
    world.territories.controller[shores] = ARDEN


def atomic(world: World) -> None:
    """Bring the science within reach, and give Arden weapons."""
    world.scenario = replace(
        world.scenario, rules=replace(world.scenario.rules, atomic_year=1900.0)
    )
    world.states.warheads[ARDEN] = 20


def forsworn(world: World) -> None:
    world.states.halted[BORLAND] = True


def poorest(world: World) -> None:
    atomic(world)
    world.states.production[FENWICK] = 0.001


def on_alert(world: World) -> None:
    atomic(world)
    facts(camps=((), (ARDEN,), ()), rung=Rung.TENSION, alerts=(Alert.NONE, Alert.DISPERSED))(world)


def standing_by(world: World) -> None:
    atomic(world)
    facts(camps=((), (ARDEN,), ()))(world)


QUARREL_CASES: tuple[tuple[str, Order, Callable[[World], object] | None], ...] = (
    ("not_to_oneself", Confront(ARDEN, CrisisKind.ULTIMATUM, ARDEN), None),
    ("not_confronted", Confront(ARDEN, CrisisKind.ATROCITY, BORLAND), None),
    (
        "already_confronted",
        Confront(CASSIA, CrisisKind.BLOCKADE, BORLAND),
        facts(kind=CrisisKind.BLOCKADE),
    ),
    (
        "already_confronted",
        Confront(ARDEN, CrisisKind.COUP, CASSIA),
        facts(kind=CrisisKind.CIVIL_WAR, initiator=CASSIA),
    ),
    ("already_at_war", Confront(DORVAN, CrisisKind.INVASION, ELMERE), None),
    ("not_enough_money", Confront(ARDEN, CrisisKind.COUP, BORLAND), poor),
    ("no_fleet", Confront(ARDEN, CrisisKind.BLOCKADE, BORLAND), without_fleets),
    ("no_coast_there", Confront(ARDEN, CrisisKind.BLOCKADE, BORLAND), inland),
    ("no_programme_known", Confront(ARDEN, CrisisKind.PROLIFERATION, BORLAND), None),
    ("nothing_broken", Confront(ARDEN, CrisisKind.BREACH, BORLAND), None),
    (
        "no_higher_rung",
        MoveInCrisis(CASSIA, QUARREL, Move.ESCALATE),
        facts(kind=CrisisKind.CIVIL_WAR, initiator=CASSIA),
    ),
    ("a_party_has_a_side", TakeSide(CASSIA, QUARREL, 0), None),
    ("a_party_has_a_side", ArmProxy(CASSIA, QUARREL, 0, 1.0), None),
    ("no_such_side", TakeSide(ARDEN, QUARREL, 3), None),
    ("no_such_side", ArmProxy(ARDEN, QUARREL, 2, 1.0), None),
    ("nothing_to_send", ArmProxy(ARDEN, QUARREL, 0, float("nan")), None),
    ("not_enough_money", ArmProxy(ARDEN, QUARREL, 0, 1e12), None),
    ("war_has_sides", TakeSide(ARDEN, WAR, 1), None),
    ("nothing_new", TakeSide(ARDEN, QUARREL, -1), None),
    ("a_party_does_not_mediate", Mediate(CASSIA, QUARREL), None),
    ("takes_a_side", Mediate(ARDEN, QUARREL), facts(camps=((), (ARDEN,), ()))),
    ("already_war", Mediate(ARDEN, WAR), None),
    ("already_offered", Mediate(ARDEN, QUARREL), facts(offices=(ARDEN,))),
    ("no_mediator", AnswerMediator(CASSIA, QUARREL, ARDEN, True), None),
    ("not_a_party", AnswerMediator(ELMERE, QUARREL, ARDEN, True), None),
    ("not_the_host", Consent(ARDEN, QUARREL, True), None),
    ("nothing_new", Consent(CASSIA, QUARREL, True), facts(consent=1)),
    ("no_such_crisis", TakeSide(ARDEN, CrisisId(77), 1), None),
    ("no_weapons", SetAlert(CASSIA, QUARREL, Alert.WARNING), None),
    ("not_a_party", SetAlert(ARDEN, CrisisId(2), Alert.WARNING), atomic),
    ("nothing_new", SetAlert(ARDEN, QUARREL, Alert.NONE), standing_by),
    ("alert_too_far", SetAlert(ARDEN, QUARREL, Alert.USE), standing_by),
    ("alert_too_early", SetAlert(ARDEN, QUARREL, Alert.DEMONSTRATION), on_alert),
    ("science_unknown", SetProgramme(ARDEN, True), None),
    ("nothing_new", SetProgramme(ARDEN, False), None),
    ("weapons_forsworn", SetProgramme(BORLAND, True), forsworn),
    ("beyond_its_means", SetProgramme(FENWICK, True), poorest),
)

QUARREL_ALLOWED = (
    Confront(ARDEN, CrisisKind.ULTIMATUM, BORLAND),
    Confront(ARDEN, CrisisKind.BLOCKADE, BORLAND),
    TakeSide(ARDEN, QUARREL, 1),
    ArmProxy(ARDEN, QUARREL, 1, 0.5),
    Mediate(ARDEN, QUARREL),
    Consent(CASSIA, QUARREL, True),
    Consent(CASSIA, QUARREL, False),
)
"""What may be ordered in `full`."""
