"""A game at one machine, from the first orders to the end."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ai.advisor import decide
from game.core.ids import StateId
from game.core.kinds import Act, Ballot, Obligation, Stage, Standing, TreatyKind
from game.core.log import Log
from game.core.observe import observe
from game.core.orders import (
    Contribute,
    Mobilise,
    MoveInCrisis,
    OfferTreaty,
    PressClaim,
    Refer,
    Table,
    Vote,
)
from game.core.phases.crises import move_lost_capital
from game.core.world import World
from game.persistence.save import load, write_save
from game.persistence.saved import SavedGame
from game.session import replay, simulate, stages
from game.session.seats import Seat, SeatSetup
from game.session.session import Session
from tests.worlds import ARDEN, BORLAND, CASSIA, FENWICK, SmallCampaign

CAMPAIGN = SmallCampaign(turns=8)


def begun(*keys: str, seed: int = 7, **options: object) -> Session:
    seats = [SeatSetup(key, key.title(), "1931" if key == "borland" else None) for key in keys]
    return Session.begin(CAMPAIGN, seats, seed, **options)  # type: ignore[arg-type]


def work(session: Session) -> list[str]:
    return [step.label for step in session.job()]


def pass_turn(session: Session) -> None:
    """Let everybody finish whatever is asked until the next turn begins."""
    turn = session.turn
    while session.turn == turn and not session.over:
        seat = session.waiting
        if seat is None:
            work(session)
        else:
            session.finish(seat)


def test_private_times_come_in_the_order_of_the_seats() -> None:
    session = begun("arden", "borland")
    ana, ben = session.seats
    assert session.waiting == ana
    with pytest.raises(ValueError, match="not the time"):
        session.finish(ben)
    with pytest.raises(ValueError, match="waited for"):
        work(session)
    session.finish(ana)
    assert session.waiting == ben
    session.finish(ben)
    assert session.waiting is None


def test_a_stage_without_a_decision_passes_by_itself() -> None:
    session = begun("fenwick")  # belongs to no institution: no vote, and nothing is asked yet
    session.finish(session.seats[0])
    labels = work(session)
    assert (session.turn, session.stage) == (1, Stage.ORDERS)
    assert session.waiting == session.seats[0]
    assert "council" in labels
    assert "response" in labels


def test_progress_grows_within_each_stage_and_never_passes_one() -> None:
    session = begun("fenwick")
    session.finish(session.seats[0])
    before = -1.0
    for step in session.job():
        assert 0 <= step.fraction <= 1
        if step.fraction < before:
            assert step.fraction == 0
        before = step.fraction
    assert session.date_label() == "1931 Q4"


def test_orders_of_all_seats_are_carried_out_at_once() -> None:
    session = begun("arden", "borland")
    ana, ben = session.seats
    session.desk(ana).propose(OfferTreaty(ARDEN, TreatyKind.ENTENTE, BORLAND))
    session.finish(ana)
    # The other seat's drafts are not in sight, nor yet in effect.
    assert session.desk(ben).pending == ()
    assert not any(treaty.offered_by == ARDEN for treaty in session.view(ben).known.treaties[1:])
    session.desk(ben).propose(PressClaim(BORLAND, session.view(ben).known.claims[0].id))
    session.finish(ben)
    work(session)
    kinds = {event.kind for event in session.events(ben)}
    assert {"treaty.offered", "crisis.demand"} <= kinds


def test_a_seat_reads_its_own_refusals_and_nobody_elses_secrets() -> None:
    session = begun("arden", "borland", "cassia")
    ana, ben, eve = session.seats
    session.desk(ana).propose(OfferTreaty(ARDEN, TreatyKind.ENTENTE, BORLAND))
    for seat in (ana, ben, eve):
        session.finish(seat)
    work(session)
    assert any(event.kind == "treaty.offered" for event in session.events(ben))
    assert not any(
        event.kind == "treaty.offered" and event.subject == ARDEN
        for event in session.chronicle(eve)
    )
    view = session.view(eve).known
    assert view.seed == 0
    assert (view.states.treasury[[ARDEN, BORLAND]] == 0).all()
    assert view.states.treasury[CASSIA] != 0


def test_changing_a_view_changes_nothing() -> None:
    session = begun("arden")
    session.view(session.seats[0]).known.states.treasury[:] = 1e9
    before = session.digests
    pass_turn(session)
    other = begun("arden")
    pass_turn(other)
    assert session.digests[:1] == before
    assert session.digests == other.digests


def test_events_are_those_since_the_seat_last_finished() -> None:
    session = begun("arden")
    seat = session.seats[0]
    assert session.events(seat) == ()
    pass_turn(session)
    assert {event.turn for event in session.events(seat)} == {0}
    session.finish(seat)
    assert session.events(seat) == ()
    work(session)
    assert {event.turn for event in session.chronicle(seat)} >= {0, 1} or session.turn == 1


# -- the council and the response --------------------------------------------------------------


def to_the_council(session: Session, crisis_of: int = 0) -> None:
    """Bring Borland's demand on Cassia to a vote: Borland presses, Cassia refers, Arden tables."""
    arden, borland, cassia = session.seats[:3]
    claim = session.view(borland).known.claims[crisis_of]
    assert session.desk(borland).propose(PressClaim(BORLAND, claim.id)) is None
    pass_turn(session)
    crisis = session.view(cassia).known.live_crises()[0]
    league = max(crisis.institution, 0)
    assert session.desk(cassia).propose(Refer(CASSIA, crisis.id, league)) is None  # type: ignore[arg-type]
    acts = (Act.DETERMINATION, Act.ARMS_EMBARGO)
    order = Table(ARDEN, league, crisis.id, BORLAND, acts)  # type: ignore[arg-type]
    assert session.desk(arden).propose(order) is None
    for seat in session.seats:
        session.finish(seat)
    work(session)


def test_the_council_asks_those_who_have_a_vote_and_not_the_parties() -> None:
    session = begun("arden", "borland", "cassia")
    arden, *_ = session.seats
    to_the_council(session)
    assert session.stage == Stage.COUNCIL
    assert session.waiting == arden
    session.finish(arden)
    assert session.waiting is None  # unanimity of those not party: Borland and Cassia do not vote


def test_the_response_asks_members_and_remembers_what_they_gave() -> None:
    session = begun("arden", "borland", "cassia", "dorvan", "elmere")
    arden, _, _, dorvan, elmere = session.seats
    to_the_council(session)
    resolution = session.view(arden).known.resolutions[-1]
    for seat in (arden, dorvan, elmere):
        assert session.waiting == seat
        assert session.desk(seat).propose(Vote(seat.state, resolution.id, Ballot.YES)) is None
        session.finish(seat)
    work(session)
    assert session.view(arden).known.resolutions[-1].standing == Standing.ADOPTED
    assert session.stage == Stage.RESPONSE
    assert session.waiting == arden
    assert session.desk(arden).pending == ()
    gift = Contribute(ARDEN, resolution.id, Act.ARMS_EMBARGO, 1.0, False)
    assert session.desk(arden).propose(gift) is None
    pass_turn(session)
    assert any(
        duty.state == ARDEN and duty.given == 1.0 and duty.obligation == Obligation.BINDING
        for duty in session.view(arden).known.ledger
    )
    while session.stage != Stage.RESPONSE:
        seat = session.waiting
        if seat is None:
            work(session)
        else:
            session.finish(seat)
    assert session.turn == 2
    assert session.waiting == arden
    assert session.desk(arden).pending == (gift,)
    assert not session.desk(arden).can_undo


# -- saves ---------------------------------------------------------------------------------------


def test_drafts_stay_in_saves_and_pass_legality_again() -> None:
    session = begun("arden", "borland")
    arden, borland = session.seats
    session.desk(arden).propose(Mobilise(ARDEN, 0.25))
    session.finish(arden)
    session.desk(borland).propose(PressClaim(BORLAND, session.view(borland).known.claims[0].id))
    saved = session.saved()
    assert [entry.order for entry in saved.log] == [
        Mobilise(ARDEN, 0.25),
        PressClaim(BORLAND, saved.world.claims[0].id),
    ]
    again = Session.resume(saved, CAMPAIGN)
    assert again.desk(again.seats[1]).pending == (PressClaim(BORLAND, saved.world.claims[0].id),)
    assert again.seats[1].opens("1931")
    assert not again.seats[1].opens("0000")

    spoilt = replace(saved.world, claims=[replace(saved.world.claims[0], live=False)])
    third = Session.resume(replace(saved, world=spoilt), CAMPAIGN)
    assert third.desk(third.seats[1]).pending == ()
    assert [entry.order for entry in third.saved().log] == [Mobilise(ARDEN, 0.25)]


def test_who_had_finished_is_not_asked_again_and_its_orders_stay_sealed(tmp_path: Path) -> None:
    straight = begun("arden", "borland", "cassia")
    arden, borland, cassia = straight.seats
    desk = straight.desk(arden)
    desk.propose(Mobilise(ARDEN, 0.25))
    straight.finish(arden)
    desk.propose(Mobilise(ARDEN, 1.0))  # too late: what was sent is sent
    straight.desk(borland).propose(Mobilise(BORLAND, 0.5))
    path = tmp_path / "between.indsave"
    write_save(path, straight.saved())

    scenario = CAMPAIGN.world(7).scenario
    resumed = Session.resume(load(path, lambda _header: scenario).game, CAMPAIGN)

    assert resumed.saved() == replace(straight.saved(), world=resumed.saved().world)
    for session in (straight, resumed):
        assert session.waiting == borland
        assert session.desk(borland).pending == (Mobilise(BORLAND, 0.5),)
        with pytest.raises(ValueError, match="sealed"):
            session.desk(arden)
        session.finish(borland)
        session.finish(cassia)
        work(session)
        assert session.view(arden).known.states.mobilisation[ARDEN] > 0
    assert resumed.digests == straight.digests
    assert resumed.events(arden) == straight.events(arden)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(["finish", "finish", "work", "save"]), max_size=30))
def test_saving_and_resuming_anywhere_changes_nothing(path: list[str]) -> None:
    straight = begun("arden", "borland", "fenwick")
    other = Session.resume(straight.saved(), CAMPAIGN)
    for step in path:
        if step == "save":
            other = Session.resume(other.saved(), CAMPAIGN)
        elif step == "work" and straight.waiting is None:
            work(straight)
            work(other)
        elif step == "finish" and straight.waiting is not None:
            level = 0.1 * (straight.turn + straight.waiting.number)
            for session in (straight, other):
                assert session.waiting is not None
                if session.stage == Stage.ORDERS:
                    order = Mobilise(session.waiting.state, level)
                    session.desk(session.waiting).propose(order)
                session.finish(session.waiting)
        assert other.waiting == straight.waiting
        assert other.saved().finished == straight.saved().finished
        assert other.saved().log == straight.saved().log
    assert other.digests == straight.digests


# -- states that are no more ---------------------------------------------------------------------


def without(session: Session, *states: StateId) -> Session:
    """Go on with a game in which states lost all their land to Fenwick and were dissolved."""
    game = session.saved()
    world = game.world.clone()
    log = Log(world.turn)
    for state in states:
        for column in (world.territories.owner, world.territories.controller):
            column[column == state] = FENWICK
        move_lost_capital(world, state, log)
    world.settle()
    return Session.resume(replace(game, world=world, events=(*game.events, *log.events)), CAMPAIGN)


def test_a_seat_whose_state_is_destroyed_reads_one_last_report_and_is_not_asked_again() -> None:
    before = begun("arden", "borland")
    pass_turn(before)
    session = without(before, ARDEN)
    arden, borland = session.seats

    assert session.waiting == arden
    assert session.fallen(arden)
    assert not session.fallen(borland)
    assert session.events(arden)[-1].kind == "state.destroyed"
    refused = session.desk(arden).propose(Mobilise(ARDEN, 0.5))
    assert refused is not None
    again = Session.resume(session.saved(), CAMPAIGN)
    assert again.waiting == arden  # not yet read
    session.finish(arden)
    again = Session.resume(session.saved(), CAMPAIGN)

    for game in (session, again):
        asked = set()
        while not game.over:
            seat = game.waiting
            if seat is None:
                work(game)
            else:
                asked.add(seat.number)
                game.finish(seat)
        assert asked == {1}
        assert game.turn == CAMPAIGN.turns
    assert again.digests == session.digests


def test_the_game_is_over_when_no_seat_has_a_state_left() -> None:
    before = begun("arden", "borland", "cassia")
    pass_turn(before)
    session = without(before, ARDEN, BORLAND, CASSIA)
    for seat in session.seats:
        assert session.waiting == seat
        assert not session.over
        session.finish(seat)

    for game in (session, Session.resume(session.saved(), CAMPAIGN)):
        assert game.over
        assert game.waiting is None
        assert work(game) == []
        assert game.turn == 1
        assert game.chronicle(game.seats[0])
        assert game.view(game.seats[0]).viewer == ARDEN


def test_a_resumed_game_goes_on_as_the_unsaved_one_would_have(tmp_path: Path) -> None:
    straight = begun("arden", "borland")
    straight.desk(straight.seats[0]).propose(Mobilise(ARDEN, 0.5))
    pass_turn(straight)
    pass_turn(straight)
    path = tmp_path / "game.indsave"
    write_save(path, straight.saved("Two turns in"))
    scenario = CAMPAIGN.world(7).scenario
    loaded = load(path, lambda _header: scenario)
    resumed = Session.resume(loaded.game, CAMPAIGN)
    assert resumed.turn == 2
    assert resumed.events(resumed.seats[0])
    for session in (straight, resumed):
        while not session.over:
            pass_turn(session)
    assert resumed.digests == straight.digests
    assert resumed.waiting is None


def test_each_turn_is_kept_at_its_start_and_a_full_disk_stops_nothing() -> None:
    kept: list[SavedGame] = []
    session = begun("arden", autosave=kept.append)
    pass_turn(session)
    pass_turn(session)
    assert [(game.world.turn, game.world.stage) for game in kept] == [
        (1, Stage.ORDERS),
        (2, Stage.ORDERS),
    ]

    def full(game: SavedGame) -> None:
        raise OSError(28, "No space left on device")

    unlucky = begun("arden", autosave=full)
    pass_turn(unlucky)
    assert unlucky.turn == 1
    assert "No space left" in unlucky.autosave_fault


def test_the_work_goes_on_in_steps_while_the_game_is_kept_and_what_is_kept_stands() -> None:
    written, began = Event(), Event()

    def slow(game: SavedGame) -> None:
        began.set()
        assert written.wait(20)

    session = begun("arden", autosave=slow)
    while session.turn == 0:
        session.finish(session.waiting or session.seats[0])
        job = session.job()
        for step in job:
            if step.label == "autosave" and began.is_set():
                break
    assert [next(job).label for _ in range(3)] == ["autosave"] * 3
    assert session.take_back() is None
    written.set()
    assert {step.label for step in job} <= {"autosave"}
    assert session.waiting == session.seats[0]


def test_what_is_found_once_in_a_game_can_be_found_ahead(monkeypatch: pytest.MonkeyPatch) -> None:
    session = begun("arden")
    session.read_ahead()

    def again(world: World) -> None:
        raise AssertionError("found a second time")

    monkeypatch.setattr("game.core.nations._lands", again)
    pass_turn(session)
    assert session.turn == 1


def test_a_saved_game_replays_to_the_same_digests() -> None:
    session = begun("arden", "borland")
    session.desk(session.seats[1]).propose(
        PressClaim(BORLAND, session.view(session.seats[1]).known.claims[0].id)
    )
    for _ in range(3):
        pass_turn(session)
    checked = list(replay.verify(session.saved(), CAMPAIGN))
    assert len(checked) == 4
    assert all(one.same for one in checked)
    other = replace(session.saved(), log=())
    assert not all(one.same for one in replay.verify(other, CAMPAIGN))


# -- the game's own decisions ----------------------------------------------------------------------


@pytest.mark.parametrize("seed", [3, 7, 11])
def test_the_batch_decides_as_each_state_would_on_its_own_view(seed: int) -> None:
    """Nothing of another's secrets is used: every state alone, on its redacted copy, agrees."""
    world = CAMPAIGN.world(seed)
    compared = 0
    while not world.over:
        if world.stage == Stage.COUNCIL and world.crises:
            world.lobbied.append((world.crises[-1].id, FENWICK, ARDEN, 20.0, Ballot.YES))
        states = stages.led_by_the_game(world)
        batch = decide(world, states)
        for state in states:
            alone = decide(observe(world, state).known, [state])
            mine = [decision for decision in batch if decision.order.state == state]
            assert [one.order for one in alone] == [one.order for one in mine], (
                f"turn {world.turn}, {world.stage.name}, state {state}"
            )
            assert alone == tuple(mine)
            compared += len(mine)
        world = stages.play(world, ()).world
    assert compared > 25


def test_people_are_led_by_nobody_else() -> None:
    session = begun("fenwick")
    world: World = session.saved().world
    assert world.states.human[FENWICK]
    assert FENWICK not in stages.led_by_the_game(world)
    assert np.flatnonzero(world.states.human).tolist() == [FENWICK]


def test_what_people_order_is_what_happens_to_their_state() -> None:
    session = begun("borland")
    seat = session.seats[0]
    session.desk(seat).propose(PressClaim(BORLAND, session.view(seat).known.claims[0].id))
    pass_turn(session)
    crisis = session.view(seat).known.live_crises()[0]
    assert crisis.initiator == BORLAND
    from game.core.kinds import Move

    session.desk(seat).propose(MoveInCrisis(BORLAND, crisis.id, Move.CLIMB_DOWN))
    pass_turn(session)
    assert not session.view(seat).known.crises[crisis.id].live


# -- headless ----------------------------------------------------------------------------------------


def test_a_game_without_people_runs_to_its_end_and_the_seed_decides_it() -> None:
    seen: list[tuple[int, int]] = []
    first = simulate.run(CAMPAIGN, 5, progress=lambda done, total: seen.append((done, total)))
    again = simulate.run(CAMPAIGN, 5)
    other = simulate.run(CAMPAIGN, 6)
    assert first.world.over
    assert len(first.digests) == CAMPAIGN.turns + 1
    assert first.digests == again.digests
    assert first.events == again.events
    assert first.digests[-1] != other.digests[-1]
    assert seen[0] == (0, 8)
    assert seen[-1] == (8, 8)


def test_a_session_without_seats_does_what_the_headless_run_does() -> None:
    session = begun(seed=5)
    assert session.waiting is None
    work(session)
    assert session.over
    assert session.digests == simulate.run(CAMPAIGN, 5).digests


def test_turns_can_be_bounded_and_unknown_charters_are_named() -> None:
    assert simulate.run(CAMPAIGN, 5, turns=2).world.turn == 2
    longer = CAMPAIGN.turns + 3
    assert simulate.run(CAMPAIGN, 5, turns=longer).world.turn == longer
    with pytest.raises(ValueError, match="there is covenant"):
        simulate.run(CAMPAIGN, 5, charter="utopia")


def test_seat_is_a_value() -> None:
    assert Seat(0, ARDEN, "Ana") == Seat(0, ARDEN, "Ana")
