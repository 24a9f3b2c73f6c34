"""Work between private times that is stopped half-way: all is as it was, and comes out the same."""

from __future__ import annotations

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.kinds import Stage
from game.core.orders import Mobilise
from game.session.session import Session
from tests.session.test_session import begun, pass_turn, work
from tests.worlds import ARDEN, BORLAND


def orders_of(session: Session) -> None:
    for seat in session.seats:
        session.desk(seat).propose(Mobilise(seat.state, 0.4))
        session.finish(seat)


@settings(max_examples=12, deadline=None)
@given(steps=st.integers(0, 60), times=st.integers(1, 3))
def test_a_turn_that_was_stopped_ends_as_it_would_have(steps: int, times: int) -> None:
    straight, stopped = begun("arden", "borland"), begun("arden", "borland")
    for session in (straight, stopped):
        orders_of(session)
    last = stopped.seats[-1]
    for _ in range(times):
        job = stopped.job()
        done = list(islice(job, steps))
        job.close()
        if len(done) < steps or stopped.waiting is not None:
            break  # it was through before it could be stopped
        assert stopped.take_back() == last
        assert stopped.waiting == last
        assert stopped.desk(last).pending == (Mobilise(BORLAND, 0.4),)
        stopped.finish(last)
    for session in (straight, stopped):
        while session.turn == 0:
            if session.waiting is None:
                work(session)
            else:
                session.finish(session.waiting)
    assert straight.digests == stopped.digests
    assert straight.saved().log == stopped.saved().log
    assert straight.saved().events == stopped.saved().events
    assert straight.saved().annals == stopped.saved().annals


def test_what_was_drafted_can_still_be_undone_and_others_stay_sealed() -> None:
    session = begun("arden", "borland")
    orders_of(session)
    job = session.job()
    next(job)
    job.close()
    session.take_back()
    ana, ben = session.seats
    with pytest.raises(ValueError, match="sealed"):
        session.desk(ana)
    assert session.desk(ben).undo()
    assert session.desk(ben).pending == ()
    session.finish(ben)
    work(session)
    assert [order.state for order in (entry.order for entry in session.saved().log)] == [ARDEN]


def test_nothing_is_taken_back_where_nobody_works() -> None:
    session = begun("arden")
    assert session.take_back() is None
    pass_turn(session)
    assert session.take_back() is None
    assert (session.turn, session.stage) == (1, Stage.ORDERS)


def test_what_befell_is_told_again_to_who_comes_back() -> None:
    session = begun("arden")
    pass_turn(session)
    told = session.events(session.seats[0])
    session.finish(session.seats[0])
    assert session.events(session.seats[0]) == ()
    job = session.job()
    next(job)
    job.close()
    session.take_back()
    assert session.events(session.seats[0]) == told
