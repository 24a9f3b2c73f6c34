"""The collector on histories made by hand: what counts as what, and what does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from game.core.events import Event
from game.core.ids import InstitutionId, ResolutionId
from game.core.kinds import (
    Act,
    Alert,
    CrisisEnd,
    CrisisKind,
    Obligation,
    Rung,
    Settled,
    Standing,
    TreatyKind,
    Victor,
)
from game.core.phases.crises.opening import begin
from game.core.records import Crisis, Duty, Resolution, Treaty, War
from game.core.world import World
from game.lab.ensemble.collector import Collector
from game.lab.ensemble.sheet import Figure, Sheet
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world

LEAGUE = InstitutionId(0)
Change = Callable[[World], object]


class History:
    """A world that is changed by hand, turn by turn, and collected."""

    def __init__(self) -> None:
        self.world = small_world(turns=400)
        self.collector = Collector()

    def turn(self, change: Change | None = None, *events: Event) -> None:
        """Play a turn in which nothing happens but a change."""
        after = self.world.clone()
        if change is not None:
            change(after)
        after.turn += 1
        self.collector.turn(self.world, after, events)
        self.world = after

    def turns(self, count: int) -> None:
        """Play turns in which nothing happens."""
        for _ in range(count):
            self.turn()

    def figures(self, period: str = "all") -> dict[str, Figure]:
        """Return what has been collected."""
        found = self.collector.close(self.world)
        return {each.metric: each for each in found if each.period == period}


def crisis(world: World, kind: CrisisKind = CrisisKind.CLAIM, **facts: object) -> Crisis:
    return begin(world, kind, BORLAND, CASSIA, **facts)


def war(world: World, of: Crisis, lost: float = 10.0) -> War:
    begun = War(
        world.next_war(), of.id, (BORLAND,), (CASSIA,), world.turn, (lost, lost), (None, None)
    )
    world.put(begun)
    world.put(replace(of, war=begun.id, rung=Rung.WAR))
    return begun


def event(kind: str, figures: Sequence[tuple[str, float]] = (), **about: int) -> Event:
    return Event(0, kind, BORLAND, CASSIA, tuple(about.items()), tuple(figures))


def value(figures: dict[str, Figure], metric: str) -> float | None:
    return figures[metric].value if metric in figures else None


def test_years_are_counted_as_they_are_played_and_nothing_is_made_of_nothing() -> None:
    history = History()
    history.turns(10)
    figures = history.figures()

    assert figures["years"].value == 2.5
    assert figures["wars"].value == figures["mids"].value == 0.0
    assert figures["states"].value == 6.0
    assert "war_days" not in figures, "no median of no wars"
    assert "mid_war_share" not in figures


def test_a_demand_in_words_is_no_militarised_dispute_and_an_ultimatum_is() -> None:
    history = History()
    history.turn(crisis)
    history.turn(lambda world: crisis(world, rung=Rung.ULTIMATUM))
    figures = history.figures()

    assert figures["mids"].value == 1.0
    assert figures["mid_force_share"].value == 0.0
    assert figures["mids_a_year"].value == pytest.approx(2.0)
    assert figures["mids_per_1000_state_years"].value == pytest.approx(1000 / (6 * 0.5))


@pytest.mark.parametrize(
    ("kind", "facts", "counted", "force"),
    [
        (CrisisKind.BORDER_INCIDENT, {}, True, 1.0),
        (CrisisKind.BLOCKADE, {}, True, 1.0),
        (CrisisKind.STAGED_INCIDENT, {}, True, 0.0),
        (CrisisKind.CLAIM, {"rung": Rung.CLASH}, True, 1.0),
        (CrisisKind.CLAIM, {"alerts": (Alert.WARNING, Alert.NONE)}, True, 0.0),
        (CrisisKind.PROLIFERATION, {}, False, None),
        (CrisisKind.BREACH, {}, False, None),
    ],
)
def test_what_is_militarised_from_the_start(
    kind: CrisisKind, facts: dict[str, object], counted: bool, force: float | None
) -> None:
    history = History()
    history.turn(lambda world: crisis(world, kind, **facts))
    figures = history.figures()

    assert figures["mids"].value == float(counted)
    assert value(figures, "mid_force_share") == force


def test_incidents_that_pass_are_disputes_by_themselves() -> None:
    history = History()
    history.turn(
        None,
        event("incident.clash"),
        event("incident.show_of_force", friend=int(ARDEN), side=1),
        event("crisis.border_incident"),
    )
    figures = history.figures()

    assert figures["mids"].value == 2.0
    assert figures["mid_force_share"].value == 0.5
    assert figures["mid_joiner_share"].value == 0.5
    assert figures["mid_war_share"].value == 0.0


def test_a_dispute_counts_by_its_highest_rung_even_within_a_turn() -> None:
    history = History()

    def flare_up(world: World) -> None:
        opened = crisis(world)
        world.put(replace(opened, end=CrisisEnd.WITHDREW, ended=world.turn))

    history.turn(flare_up, event("crisis.escalated", crisis=0, rung=int(Rung.MOBILISATION)))
    figures = history.figures()

    assert figures["mids"].value == 1.0
    assert figures["mid_ends_withdrew"].value == 1.0


def test_strife_within_a_state_is_no_dispute_between_states() -> None:
    history = History()
    history.turn(lambda world: begin(world, CrisisKind.CIVIL_WAR, CASSIA, CASSIA))
    history.turns(3)
    figures = history.figures()

    assert figures["mids"].value == 0.0
    assert figures["civil_wars_begun"].value == 1.0
    assert figures["civil_wars_active"].value == 1.0


def test_third_states_join_by_standing_with_a_party_under_threat_or_by_sending_forces() -> None:
    def stood_by(world: World) -> None:
        crisis(world, rung=Rung.ULTIMATUM, camps=((), (ARDEN,), ()))

    def stood_by_in_words(world: World) -> None:
        quiet = crisis(world, camps=((), (ARDEN,), ()))
        world.put(replace(quiet, alerts=(Alert.WARNING, Alert.NONE)))

    def sent(world: World) -> None:
        helped = crisis(world, CrisisKind.BLOCKADE)
        resolution = Resolution(
            ResolutionId(0), LEAGUE, helped.id, ARDEN, (Act.FORCE,), BORLAND, 0,
            standing=Standing.ADOPTED,
        )  # fmt: skip
        world.put(resolution)
        world.ledger.append(
            Duty(
                resolution.id,
                Act.FORCE,
                ARDEN,
                world.turn,
                Obligation.BINDING,
                True,
                1.0,
                0.5,
                False,
                False,
                1.0,
            )
        )

    for change, joined in ((stood_by, 1.0), (stood_by_in_words, 0.0), (sent, 1.0)):
        history = History()
        history.turn(change)
        assert history.figures()["mid_joiner_share"].value == joined, change.__name__


def test_a_war_of_less_than_a_thousand_dead_is_a_dispute_and_no_war() -> None:
    history = History()
    history.turn(lambda world: war(world, crisis(world), lost=1.0))
    figures = history.figures()

    assert figures["wars"].value == 0.0
    assert figures["wars_of_any_size"].value == 1.0
    assert figures["mid_war_share"].value == 1.0


@pytest.mark.parametrize(
    ("victor", "result"),
    [
        (Victor.ATTACKERS, "wins"),
        (Victor.DEFENDERS, "loses"),
        (Victor.NEITHER, "neither"),
    ],
)
def test_who_won_how_long_it_took_and_who_died(victor: Victor, result: str) -> None:
    history = History()

    def end(world: World) -> None:
        settled = Settled.STATUS_QUO
        world.put(replace(world.wars[0], settled=settled, ended=world.turn, victor=victor))
        world.put(replace(world.crises[0], end=CrisisEnd.WITHDREW, ended=world.turn))

    history.turn(lambda world: war(world, crisis(world)))
    history.turns(2)
    history.turn(end)
    figures = history.figures()

    for each in ("wins", "loses", "neither"):
        assert figures[f"war_initiator_{each}"].value == float(each == result)
    stronger = history.world.states.power[BORLAND] > history.world.states.power[CASSIA]
    if victor == Victor.NEITHER:
        assert "war_stronger_wins" not in figures
    else:
        assert figures["war_stronger_wins"].value == float(stronger == (victor == Victor.ATTACKERS))
    assert figures["war_days"].value == pytest.approx(3.5 * 365.25 / 4), "fought in four quarters"
    assert figures["war_deaths"].value == pytest.approx(0.3 * 20_000)
    assert figures["wars"].n == 1.0


def test_a_war_that_goes_on_counts_as_begun_and_its_end_is_unknown() -> None:
    history = History()
    history.turn(lambda world: war(world, crisis(world)))
    history.turns(5)
    figures = history.figures()

    assert figures["wars"].value == 1.0
    assert "war_days" not in figures


def test_allies_of_the_attacked_are_counted_whether_they_come_or_not() -> None:
    history = History()

    def sign(world: World) -> None:
        for ally in (ARDEN, DORVAN, ELMERE):
            world.put(
                Treaty(
                    world.next_treaty(),
                    TreatyKind.DEFENCE,
                    (ally, CASSIA),
                    0,
                    -1,
                    ally,
                    accepted=True,
                )
            )

    def enter(world: World) -> None:
        going = world.wars[0]
        world.put(replace(going, defenders=(CASSIA, ARDEN), attackers=(BORLAND, DORVAN)))

    history.turn(sign)
    known = {
        int(row)
        for row in history.world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)[
            :, CASSIA
        ].nonzero()[0]
    } - {int(BORLAND)}
    history.turn(lambda world: war(world, crisis(world)))
    history.turn(enter)
    figures = history.figures()

    assert known >= {int(ARDEN), int(DORVAN), int(ELMERE)}
    assert figures["ally_fights_beside"].n == len(known)
    assert figures["ally_fights_beside"].value == pytest.approx(1 / len(known))
    assert figures["ally_fights_against"].value == pytest.approx(1 / len(known))
    assert figures["war_coalition"].value == 1.0
    assert figures["mid_joiner_fought_share"].value == 1.0


def test_vetoes_are_counted_by_draft_and_by_holder_once() -> None:
    history = History()

    def table(world: World) -> None:
        opened = crisis(world, rung=Rung.CLASH)
        for number in range(2):
            world.put(
                Resolution(
                    ResolutionId(number),
                    LEAGUE,
                    opened.id,
                    ARDEN,
                    (Act.CONDEMNATION,),
                    BORLAND,
                    world.turn,
                )
            )

    def veto(world: World) -> None:
        for number, holders in enumerate(((BORLAND,), (BORLAND, DORVAN))):
            draft = world.resolutions[number]
            world.put(replace(draft, standing=Standing.VETOED, vetoes=holders))

    history.turn(table)
    history.turn(veto)
    history.turns(6)
    figures = history.figures()

    assert figures["drafts_vetoed"].value == 2.0
    assert figures["vetoes_cast"].value == 3.0
    assert figures["vetoes_by_borland"].value == 2.0
    assert figures["veto_share_top"].value == pytest.approx(2 / 3)


def test_sanctions_succeed_where_their_target_changes_course() -> None:
    for how, expected in (
        (CrisisEnd.WITHDREW, 1.0), (CrisisEnd.COMPROMISE, 1.0), (CrisisEnd.KEPT_GAINS, 0.0),
    ):  # fmt: skip
        history = History()

        def adopt(world: World) -> None:
            opened = crisis(world, rung=Rung.CLASH)
            world.put(
                Resolution(
                    ResolutionId(0),
                    LEAGUE,
                    opened.id,
                    ARDEN,
                    (Act.OIL_BAN,),
                    BORLAND,
                    world.turn,
                    standing=Standing.ADOPTED,
                )
            )

        def end(world: World, how: CrisisEnd = how) -> None:
            world.put(replace(world.crises[0], end=how, ended=world.turn))

        history.turn(adopt)
        history.turn()
        history.turn(end, event("crisis.sanctions_told", crisis=0))
        figures = history.figures()

        assert figures["sanctions_success"].value == expected
        assert figures["sanctions_success"].n == 1.0
        assert figures["sanctions_alone_success"].value == 1.0


def test_states_that_end_or_are_overrun_leave_the_system_once() -> None:
    history = History()

    def overrun(world: World) -> None:
        land = world.territories
        land.controller[land.controller == CASSIA] = BORLAND

    def annex(world: World) -> None:
        land = world.territories
        land.owner[land.owner == CASSIA] = BORLAND
        world.states.exists[CASSIA] = False

    def end(world: World) -> None:
        world.states.exists[ELMERE] = False

    def found(world: World) -> None:
        world.states.exists[ELMERE] = True

    for change in (overrun, annex, end, found):
        history.turn(change)
    figures = history.figures()

    assert figures["state_exits"].value == 2.0
    assert figures["state_births"].value == 1.0


def test_figures_are_kept_by_the_year_in_which_things_began() -> None:
    sheet = Sheet()
    for year in range(1944, 1948):
        sheet.pass_time(year, 1.0)
        sheet.count("wars", year, year - 1943)
        sheet.share("wins", year, 1.0 if year < 1946 else 0.0, 2.0)
    found = {(each.period, each.metric): each for each in sheet.figures()}

    assert found["1920-45", "wars"].value == 3.0
    assert found["1946-89", "wars"].value == 7.0
    assert found["1940s", "wars_a_year"].value == 2.5
    assert found["all", "years"].value == 4.0
    assert found["1920-45", "wins"] == Figure("1920-45", "wins", 0.5, 4.0)
    assert found["1946-89", "wins"].value == 0.0
    assert ("1990-2015", "wars") not in found


def test_an_exponent_needs_wars_enough() -> None:
    sheet = Sheet()
    sheet.pass_time(1950, 1.0)
    for number in range(4):
        sheet.note("war_deaths", 1950, 2000.0 * (number + 1))
    assert not any(each.metric == "war_deaths_exponent" for each in sheet.figures())

    sheet.note("war_deaths", 1950, 90_000.0)
    assert any(each.metric == "war_deaths_exponent" for each in sheet.figures())
