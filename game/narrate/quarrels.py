"""What an order in a quarrel says, as values for its template."""

from __future__ import annotations

from typing import Any

from game.core.orders import (
    AnswerMediator,
    ArmProxy,
    Confront,
    Consent,
    Mediate,
    Order,
    SetAlert,
    SetProgramme,
    TakeSide,
)
from game.core.world import World
from game.narrate.names import Names
from game.narrate.numerals import Figure

_SIDES = {-1: "aside", 0: "initiator", 1: "target", 2: "third"}


def quarrel_values(
    key: str, order: Order, known: World, names: Names
) -> tuple[str, dict[str, Any]]:
    """Return the template name and the values of an order in a quarrel; others have none."""
    match order:
        case Confront():
            values = {"kind": names.word(order.kind), "target": names.state(order.target)}
            return f"{key}.{order.kind.name.lower()}", values
        case SetProgramme():
            return f"{key}.{'begin' if order.begin else 'end'}", {}
        case TakeSide():
            return f"{key}.{_SIDES.get(order.side, 'third')}", _parties(order.crisis, known, names)
        case ArmProxy():
            inside = known.crises[order.crisis].internal
            end = ("government" if order.side == 0 else "rebels") if inside else "state"
            values = _parties(order.crisis, known, names)
            values["side"] = values["subject" if order.side == 0 else "object"]
            return f"{key}.{end}", {**values, "amount": Figure(order.amount)}
        case Mediate():
            return key, _parties(order.crisis, known, names)
        case AnswerMediator():
            values = {
                **_parties(order.crisis, known, names),
                "mediator": names.state(order.mediator),
            }
            return f"{key}.{'accept' if order.accept else 'refuse'}", values
        case Consent():
            return f"{key}.{'given' if order.given else 'refused'}", _parties(
                order.crisis, known, names
            )
        case SetAlert():
            return f"{key}.{order.level.name.lower()}", _parties(order.crisis, known, names)
    return key, {}


def _parties(number: int, known: World, names: Names) -> dict[str, Any]:
    crisis = known.crises[number]
    return {
        "crisis": names.crisis(crisis, known),
        "subject": names.state(crisis.initiator),
        "object": names.state(crisis.target),
    }
