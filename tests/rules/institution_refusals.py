"""What may not be ordered in an institution: an order, its refusal, and the setting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.core.amending import Change as Changed
from game.core.charter import Admission, Trigger
from game.core.ids import InstitutionId, MotionId, ResolutionId
from game.core.kinds import Act, Ballot, Clause, Mandate, Rung, Seat, Stage, Standing
from game.core.orders import (
    Accede,
    AmendDraft,
    Boycott,
    Contribute,
    Convene,
    FormCoalition,
    Found,
    Invite,
    MoveAmendment,
    MoveMembership,
    Order,
    PledgeForces,
    Recall,
    Refer,
    Table,
    VoteMotion,
    Withdraw,
)
from game.core.records import Motion, Resolution, War
from game.core.world import World
from tests.rules.play import LEAGUE, QUARREL, chartered, measure
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK

Change = Callable[[World], object]
DRAFT = ResolutionId(1)
FORCED = ResolutionId(1)


def clauses(**changes: object) -> Change:
    """Return a change of the League's charter."""

    def change(world: World) -> None:
        world.charters = (replace(world.charters[0], **changes),)  # type: ignore[arg-type]

    return change


def template(world: World) -> None:
    world.scenario = replace(
        world.scenario, templates=(replace(world.charters[0], key="pact", regime_floor=-10.0),)
    )


def republics(world: World) -> None:
    world.scenario = replace(
        world.scenario, templates=(replace(world.charters[0], key="pact", regime_floor=10.0),)
    )
    world.states.regime[ARDEN] = 0.0


def same(world: World) -> None:
    world.scenario = replace(world.scenario, templates=world.charters)


def not_yet(world: World) -> None:
    world.memberships.in_being[LEAGUE] = False


def draft(**facts: object) -> Change:
    """Return a setting with one more draft, blocked by a veto unless it says otherwise."""

    def change(world: World) -> None:
        chartered(world, bypass=True)
        blocked = Resolution(
            DRAFT, LEAGUE, QUARREL, ARDEN, (Act.CONDEMNATION,), BORLAND, world.turn,
            standing=Standing.VETOED,
        )  # fmt: skip
        world.put(replace(blocked, **facts))  # type: ignore[arg-type]

    return change


def no_bypass(world: World) -> None:
    draft()(world)
    chartered(world, bypass=False)


def late(world: World) -> None:
    draft()(world)
    world.turn = 9


def called(world: World) -> None:
    draft()(world)
    first = world.resolutions[DRAFT]
    world.put(replace(first, id=ResolutionId(2), convened=True, standing=Standing.FAILED))


def lying(world: World) -> None:
    draft(standing=Standing.TABLED, put=1)(world)
    world.turn = 1


def with_lifting(world: World) -> None:
    charter = world.charters[0]
    step = replace(charter.ladder[0], act=Act.LIFTING, needs=())
    world.charters = (replace(charter, ladder=(*charter.ladder, step)),)
    world.resolutions.clear()


def with_reinstatement(world: World) -> None:
    charter = world.charters[0]
    step = replace(charter.ladder[0], act=Act.REINSTATEMENT, needs=())
    world.charters = (replace(charter, ladder=(*charter.ladder, step)),)


def with_admission(world: World) -> None:
    charter = world.charters[0]
    step = replace(charter.ladder[0], act=Act.ADMISSION, needs=())
    world.charters = (replace(charter, ladder=(*charter.ladder, step)),)


def out(world: World) -> None:
    charter = world.charters[0]
    step = replace(charter.ladder[0], act=Act.SUSPENSION, needs=())
    world.charters = (replace(charter, ladder=(*charter.ladder, step)),)
    world.memberships.member[LEAGUE, BORLAND] = False
    world.memberships.seat[LEAGUE, BORLAND] = Seat.NONE


def partial_to_borland(world: World) -> None:
    world.dyads.affinity[FENWICK, BORLAND] = 1.0
    world.dyads.affinity[FENWICK, CASSIA] = 0.0
    world.dyads.threat[FENWICK, BORLAND] = 0.0


def from_home(world: World) -> None:
    world.stage = Stage.COUNCIL
    world.put(Motion(MotionId(0), LEAGUE, Act.EXPULSION, CASSIA, BORLAND, world.turn))
    world.memberships.away[LEAGUE, ARDEN] = True


def in_council(world: World) -> None:
    world.stage = Stage.COUNCIL


def table(*acts: Act) -> Table:
    return Table(ARDEN, LEAGUE, QUARREL, BORLAND, acts)


def amendment(clause: Clause, value: float, act: int = -1) -> MoveAmendment:
    return MoveAmendment(ARDEN, LEAGUE, clause, value, act)


def turned_down(world: World) -> None:
    """The parliament of the state that keeps out has just refused to come in."""
    world.memberships.refused[LEAGUE, FENWICK] = world.turn


def with_force(world: World) -> None:
    """Put force in force in a war of Borland with Cassia, from which Arden has gone home."""
    crisis = world.crises[QUARREL]
    number = world.next_war()
    war = War(number, crisis.id, (BORLAND,), (CASSIA,), world.turn, (0.0, 0.0), (None, None))
    world.put(war)
    world.put(replace(crisis, war=war.id, rung=Rung.WAR))
    done = measure(world, Act.FORCE)
    world.put(replace(done, recalled=(ARDEN,)))


def answered(world: World) -> None:
    with_force(world)
    world.stage = Stage.RESPONSE


INSTITUTION_CASES: tuple[tuple[str, Order, Change | None], ...] = (
    ("parliament_refused", Accede(FENWICK, LEAGUE), turned_down),
    ("outside_its_charter", Refer(CASSIA, 2, LEAGUE), clauses(triggers=(Trigger.REVOLUTION,))),
    ("nothing_to_lift", table(Act.LIFTING), with_lifting),
    ("not_suspended", table(Act.REINSTATEMENT), with_reinstatement),
    ("a_motion_of_its_own", table(Act.ADMISSION), with_admission),
    ("target_not_a_member", table(Act.SUSPENSION), out),
    ("not_in_being", table(Act.CONDEMNATION), not_yet),
    ("no_such_resolution", AmendDraft(ARDEN, ResolutionId(9), (), ()), None),
    ("not_on_the_table", AmendDraft(ARDEN, ResolutionId(0), (Act.INQUIRY,), ()), None),
    ("changes_nothing", AmendDraft(ARDEN, DRAFT, (), ()), lying),
    ("not_a_member", AmendDraft(FENWICK, DRAFT, (Act.INQUIRY,), ()), lying),
    ("not_blocked", Convene(ARDEN, ResolutionId(0)), None),
    ("no_way_round", Convene(ARDEN, DRAFT), no_bypass),
    ("too_late", Convene(ARDEN, DRAFT), late),
    ("already_convened", Convene(ARDEN, DRAFT), called),
    ("no_acts", FormCoalition(ARDEN, QUARREL, BORLAND, ()), None),
    ("nothing_to_give", FormCoalition(ARDEN, QUARREL, BORLAND, (Act.CONDEMNATION,)), None),
    ("already_decided", FormCoalition(ARDEN, QUARREL, BORLAND, (Act.OIL_BAN,)), None),
    ("no_stake", FormCoalition(FENWICK, QUARREL, BORLAND, (Act.TRADE_BAN,)), partial_to_borland),
    ("target_not_a_party", FormCoalition(ARDEN, QUARREL, ELMERE, (Act.OIL_BAN,)), None),
    ("mandate_without_force",
     FormCoalition(ARDEN, QUARREL, BORLAND, (Act.OIL_BAN,), Mandate.DEFEND), None),
    ("mandate_without_force",
     Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.INQUIRY,), mandate=Mandate.REGIME_CHANGE), None),
    ("no_contingent", Recall(ARDEN, FORCED), with_force),
    ("not_in_force", Recall(ARDEN, ResolutionId(0)), None),
    ("no_such_resolution", Recall(ARDEN, ResolutionId(9)), None),
    ("called_home", Contribute(ARDEN, FORCED, Act.FORCE, 1.0), answered),
    ("no_such_charter", Found(ARDEN, 3, (CASSIA,)), template),
    ("nobody_invited", Found(ARDEN, 0, ()), template),
    ("not_to_oneself", Found(ARDEN, 0, (ARDEN,)), template),
    ("exists_already", Found(ARDEN, 0, (CASSIA,)), same),
    ("regime_not_admitted", Found(ARDEN, 0, (CASSIA,)), republics),
    ("clause_cannot_read_so",
     Found(ARDEN, 0, (CASSIA,), (Changed(Clause.ELECTED_SEATS, 61.0),)), template),
    ("no_such_state",
     Found(ARDEN, 0, (CASSIA,), (Changed(Clause.LEAD, 99.0),)), template),
    ("no_such_resolution", VoteMotion(ARDEN, MotionId(0), Ballot.YES), in_council),
    ("already_a_member", Accede(ARDEN, LEAGUE), None),
    ("by_invitation_only", Accede(FENWICK, LEAGUE), clauses(admission=Admission.INVITATION)),
    ("great_powers_only", Accede(FENWICK, LEAGUE), clauses(admission=Admission.GREAT_POWERS)),
    (
        "outside_the_region",
        Accede(FENWICK, LEAGUE),
        clauses(admission=Admission.REGIONAL, area=(ARDEN, BORLAND)),
    ),
    ("named_as_adversary", Invite(ARDEN, LEAGUE, FENWICK), clauses(adversaries=(FENWICK,))),
    ("regime_not_admitted", Invite(ARDEN, LEAGUE, FENWICK), clauses(regime_floor=10.0)),
    ("not_in_charter", MoveMembership(ARDEN, LEAGUE, Act.EXPULSION, BORLAND),
     clauses(expulsion=False)),
    ("target_not_a_member", MoveMembership(ARDEN, LEAGUE, Act.EXPULSION, FENWICK),
     clauses(expulsion=True)),
    ("not_suspended", MoveMembership(ARDEN, LEAGUE, Act.REINSTATEMENT, BORLAND), None),
    ("suspended", MoveMembership(ELMERE, LEAGUE, Act.EXPULSION, BORLAND), None),
    ("no_such_clause", amendment(Clause.NOTICE, 4, 2), None),
    ("no_such_state", amendment(Clause.PERMANENT_SEAT_ADDED, 99), None),
    ("clause_cannot_read_so", amendment(Clause.ELECTED_SEATS, -1), None),
    ("no_way_out", Withdraw(ARDEN, LEAGUE), clauses(may_withdraw=False)),
    ("share_out_of_range", PledgeForces(ARDEN, LEAGUE, 1.5), None),
    ("stays_away", VoteMotion(ARDEN, MotionId(0), Ballot.YES), from_home),
    ("not_a_member", Boycott(FENWICK, LEAGUE, True), None),
    ("no_such_institution", Boycott(ARDEN, InstitutionId(7), True), None),
)  # fmt: skip

INSTITUTION_ALLOWED: tuple[Order, ...] = (
    Boycott(ARDEN, LEAGUE, True),
    PledgeForces(ARDEN, LEAGUE, 0.25),
    Accede(FENWICK, LEAGUE),
    Invite(ARDEN, LEAGUE, FENWICK),
    FormCoalition(ARDEN, QUARREL, BORLAND, (Act.ARMS_EMBARGO,)),
    amendment(Clause.ELECTED_SEATS, 9),
    amendment(Clause.MAJORITY, 0.75, int(Act.CONDEMNATION)),
    Table(DORVAN, LEAGUE, QUARREL, BORLAND, (Act.CONDEMNATION,), lie_over=True),
    Table(CASSIA, LEAGUE, QUARREL, BORLAND, (Act.INQUIRY,)),
)
