"""Peace in saves: offers, debts, armistices and treaties on arms come back as they were."""

from __future__ import annotations

from dataclasses import replace

from game.core.ids import ClaimId, StateId, TerritoryId, WarId
from game.core.kinds import AccordKind, Provision, Victor
from game.core.settlements import Accord, Armistice, Article, Package, Reparation
from game.persistence.saved import SavedGame
from game.persistence.snapshot import restore, take
from tests.persistence.small_world import BRITAIN, ETHIOPIA, ITALY, scenario, world


def test_what_wars_leave_behind_survives_a_save() -> None:
    before = world()
    offer: Package = (
        Article(Provision.CEDE, ETHIOPIA, ITALY, (TerritoryId(2),)),
        Article(Provision.REPARATIONS, ETHIOPIA, ITALY, (), 12.5, 8),
    )
    war = before.wars[0]
    before.wars[0] = replace(
        war,
        offers=(offer, None),
        apart=((BRITAIN, ()),),
        agreed=(),
        peace=offer,
        victor=Victor.ATTACKERS,
    )
    before.put(
        Reparation(before.next_reparation(), WarId(0), ETHIOPIA, ITALY, 12.5, 8, 0, paid=1.5)
    )
    before.put(Armistice(before.next_armistice(), WarId(0), ITALY, ETHIOPIA, ClaimId(0), 0))
    before.put(
        Accord(
            before.next_accord(),
            AccordKind.NON_PROLIFERATION,
            (BRITAIN, ITALY),
            0,
            0.1,
            breached=((StateId(int(ITALY)), 0),),
        )
    )
    before.states.hidden_work[ITALY] = True
    before.settle()
    digest = before.digest()
    game = SavedGame(world=before, turn_digests=(digest,))
    after = restore(take(game, "test"), scenario()).world
    assert after.digest() == digest
    assert after.wars[0] == before.wars[0]
    assert (after.reparations, after.armistices, after.accords) == (
        before.reparations,
        before.armistices,
        before.accords,
    )
    assert after.states.hidden_work[ITALY]


def test_the_digest_tells_packages_apart() -> None:
    one, other = world(), world()
    offer: Package = (Article(Provision.ARMISTICE),)
    other.wars[0] = replace(other.wars[0], offers=(offer, None))
    assert one.digest() != other.digest()
