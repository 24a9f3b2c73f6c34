"""Governing one's own state: the budget, reserves, new formations."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.layout import Column
from game.client.panels.facts import section
from game.client.panels.state_panel import order_button
from game.client.present import orders as pending
from game.client.strings import text
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.slider import Slider
from game.core.ids import StateId, TerritoryId
from game.core.kinds import Arm, Budget
from game.core.orders import Mobilise, RaiseFormation, SetBudget
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.screen import Go
    from game.client.screens.world import WorldScreen


def build(column: Column, world: WorldScreen, state: StateId) -> None:
    """Build the sections."""
    desk = world.play.desk
    part = section(column, text("world.budget"))
    shares = pending.budget(desk)

    def spend(kind: Budget, share: float) -> Go | None:
        arms, welfare, growth, aid = pending.rebalanced(shares, kind, share)
        return world.give(SetBudget(state, arms, welfare, growth, aid))

    for kind in Budget:
        Slider(
            part,
            text(f"budget.{kind.name.lower()}"),
            shares[kind],
            (0.0, 1.0),
            step=0.01,
            show=percent,
            on_done=partial(spend, kind),
            key=f"budget.{kind.name.lower()}",
        )
    part = section(column, text("world.mobilise"))
    Slider(
        part,
        text("world.mobilise"),
        pending.mobilisation(desk),
        (0.0, 1.0),
        step=0.05,
        show=percent,
        on_done=lambda level: world.give(Mobilise(state, round(level, 2))),
        key="mobilise",
    )
    _raise(column, world, state)


def _raise(column: Column, world: WorldScreen, state: StateId) -> None:
    part = section(column, text("world.raise"))
    drafts, known = world.drafts, world.play.view.known
    land = known.territories
    own = [
        at
        for at in range(known.board.territories)
        if land.owner[at] == state and land.controller[at] == state
    ]
    names = world.play.names.territory_names
    own.sort(key=lambda at: names[at])
    if not own:
        return
    if drafts.raise_where not in own:
        capital = int(known.states.capital[state])
        drafts.raise_where = capital if capital in own else own[0]
    Dropdown(
        part,
        text("world.raise_arm"),
        [(arm.name, world.play.tell.word(arm)) for arm in Arm],
        drafts.raise_arm.name,
        lambda name: world.keep("raise_arm")(Arm[name]),
        key="raise.arm",
    )
    Dropdown(
        part,
        text("world.raise_where"),
        [(str(at), names[at]) for at in own],
        str(drafts.raise_where),
        lambda at: world.keep("raise_where")(int(at)),
        key="raise.where",
    )
    order = RaiseFormation(state, drafts.raise_arm, TerritoryId(drafts.raise_where))
    order_button(part, world, order, text("world.raise_do"), key="raise.do")
