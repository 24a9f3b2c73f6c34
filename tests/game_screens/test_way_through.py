"""A real game: what is chosen on the council's and the response's screens is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.client.play import Play
from game.core.kinds import Act, Ballot, Stage, Standing
from game.core.orders import PressClaim, Table
from game.session.seats import SeatSetup
from game.session.session import Session
from tests.client.harness import Driver, Open
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, SmallCampaign


def no_map() -> object:
    raise AssertionError("these screens show no map")


def session_with_a_resolution() -> Session:
    """Borland presses its claim on Cassia, which asks the Council to name and embargo it."""
    campaign = SmallCampaign(turns=8)
    keys = ("borland", "cassia", "arden", "dorvan", "elmere")
    session = Session.begin(campaign, [SeatSetup(key, key.title(), None) for key in keys], 7)
    borland, cassia, *_ = session.seats
    claim = next(c for c in session.view(borland).known.claims if c.claimant == BORLAND)
    session.desk(borland).propose(PressClaim(BORLAND, claim.id))
    pass_stage(session)
    while session.stage != Stage.ORDERS:
        pass_stage(session)
    case = session.view(cassia).known.live_crises()[0]
    refused = session.desk(cassia).propose(
        Table(CASSIA, max(case.institution, 0), case.id, BORLAND,  # type: ignore[arg-type]
              (Act.DETERMINATION, Act.ARMS_EMBARGO))
    )  # fmt: skip
    assert refused is None
    pass_stage(session)
    assert session.stage == Stage.COUNCIL
    return session


def pass_stage(session: Session) -> None:
    while (seat := session.waiting) is not None:
        session.finish(seat)
    for _ in session.job():
        pass


def work_on(driver: Driver) -> None:
    """Let the game work, and sit down when the machine is handed over."""
    for _ in range(400):
        if driver.screen == "ComputingScreen":
            driver.wait(0.1)
        elif driver.screen == "HandoverScreen":
            driver.key(13)
        else:
            return
    raise AssertionError(f"the work does not end: {driver.text}")


@pytest.mark.parametrize(("letter", "ballot"), [("f", Ballot.YES), ("g", Ballot.NO)])
def test_what_is_chosen_is_what_is_counted(open_app: Open, letter: str, ballot: Ballot) -> None:
    session = session_with_a_resolution()
    play = Play(session, no_map, lambda *_: Path("nowhere"))  # type: ignore[arg-type]
    driver = open_app(first=play.first())
    work_on(driver)
    number = play.desk.view.known.resolutions[-1].id
    for _ in range(3):  # Arden, Dorvan, Elmere; the parties have no vote
        assert driver.screen == "CouncilScreen"
        driver.type(letter)
        driver.type("d")
        work_on(driver)
    known = session.view(session.seats[2]).known
    decided = known.resolutions[number]
    assert {vote.state: vote.ballot for vote in decided.votes} == dict.fromkeys(
        (ARDEN, DORVAN, ELMERE), ballot
    )
    assert decided.standing == (Standing.ADOPTED if ballot == Ballot.YES else Standing.FAILED)
    while driver.screen == "ResponseScreen":
        driver.type("h" if play.view.viewer == ARDEN else "w")
        if play.view.viewer == ELMERE:
            driver.type("c")
        driver.type("d")
        work_on(driver)
    assert driver.screen == "ReportScreen"
    assert play.view.viewer == BORLAND
    ledger = {duty.state: duty for duty in session.view(session.seats[4]).known.ledger}
    if decided.standing == Standing.ADOPTED:
        assert [ledger[state].given for state in (ARDEN, DORVAN, ELMERE)] == [0.5, 1.0, 0.0]
        assert ledger[ELMERE].cheated
    else:
        assert not ledger
