"""What an order says, as values for its template."""

from __future__ import annotations

import re
from typing import Any

from game.core.kinds import Arm, Ballot, Favour, Mandate, Stance
from game.core.orders import (
    AnswerDeal,
    AnswerTreaty,
    Blacklist,
    Contribute,
    Denounce,
    GrantIndependence,
    Heed,
    HoldColony,
    JoinWar,
    Lobby,
    Mobilise,
    MoveFormation,
    MoveInCrisis,
    OfferDeal,
    OfferTerms,
    OfferTreaty,
    Order,
    PressClaim,
    RaiseFormation,
    Recognise,
    Refer,
    SeekUnion,
    SendAid,
    SetBudget,
    StageIncident,
    Table,
    Vote,
    Withdraw,
)
from game.core.promises import PAID
from game.core.records import Deal, Treaty
from game.core.world import World
from game.narrate import council
from game.narrate.business import business_values
from game.narrate.names import Names
from game.narrate.numerals import Figure, listed
from game.narrate.peacemaking import peace_values
from game.narrate.quarrels import quarrel_values

_TOLD = {(Arm.AIR, Stance.ATTACK): "bomb", (Arm.FLEET, Stance.ATTACK): "raid"}
"""Orders that mean something of their own to an arm."""


def order_values(order: Order, known: World, names: Names) -> tuple[str, dict[str, Any]]:
    """Return an order's template name and the values that fill it."""
    key = re.sub(r"(?<!^)(?=[A-Z])", "_", type(order).__name__).lower()
    match order:
        case SetBudget():
            shares = ("arms", "welfare", "growth", "aid")
            return key, {name: Figure(getattr(order, name)) for name in shares}
        case Mobilise():
            return (f"{key}.none" if order.level == 0 else key), {"level": Figure(order.level)}
        case MoveFormation():
            arm = Arm(int(known.formations.arm[order.formation]))
            told = _TOLD.get((arm, order.stance), order.stance.name.lower())
            return f"{key}.{told}", {
                "formation": names.formation(order.formation, known),
                "place": names.node(order.goal),
            }
        case RaiseFormation():
            return key, {"arm": names.word(order.arm), "place": names.territory(order.territory)}
        case Blacklist(on=on):
            return f"{key}.{'on' if on else 'off'}", {"to": names.state(order.to)}
        case Heed(heed=heed):
            return f"{key}.{'on' if heed else 'off'}", {"to": names.state(order.to)}
        case SendAid():
            return key, {"to": names.state(order.to), "amount": Figure(order.amount)}
        case PressClaim() | StageIncident():
            return key, {"claim": names.claim(order.claim, known)}
        case MoveInCrisis():
            return f"{key}.{order.move.name.lower()}", {
                "crisis": names.crisis(order.crisis, known),
                "share": Figure(order.share),
            }
        case Refer():
            return key, {
                "crisis": names.crisis(order.crisis, known),
                "institution": names.institution(order.institution),
            }
        case Table():
            usual = order.mandate == Mandate.RESTORE_LINE
            how = ".lie_over" if order.lie_over else "" if usual else ".mandate"
            return f"{key}{how}", {
                "mandate": names.word(order.mandate),
                "institution": names.institution(order.institution),
                "target": names.state(order.target),
                "acts": listed([names.word(act) for act in order.acts]),
            }
        case Lobby():
            wanted = {Ballot.YES: "yes", Ballot.NO: "no", Ballot.VETO: "no"}
            return f"{key}.{wanted.get(order.wanted, 'abstain')}", {
                "crisis": names.crisis(order.crisis, known),
                "to": names.state(order.to),
                "influence": Figure(order.influence),
            }
        case OfferTreaty():
            return key, {"kind": names.word(order.kind), "to": names.state(order.to)}
        case AnswerTreaty():
            answer = "accept" if order.accept else "refuse"
            return f"{key}.{answer}", _treaty(order.treaty, order.state, known, names)
        case OfferDeal():
            how = ".threat" if order.given == Favour.THREAT else ""
            how = ".paid" if {order.wanted, order.given} & set(PAID) else how
            return f"{key}{how}", {
                **_bargain(order, known, names),
                "to": names.state(order.to),
                "amount": Figure(order.amount),
            }
        case AnswerDeal():
            deal = known.deals[order.deal]
            answer = "accept" if order.accept else "refuse"
            return f"{key}.{answer}", {
                **_bargain(deal, known, names),
                "other": names.state(deal.offered_by),
            }
        case Denounce():
            return key, _treaty(order.treaty, order.state, known, names)
        case Withdraw():
            return key, {"institution": names.institution(order.institution)}
        case GrantIndependence() | HoldColony():
            return key, {"nation": names.state(order.nation)}
        case SeekUnion():
            return f"{key}.{'yes' if order.sought else 'no'}", {"to": names.state(order.to)}
        case Recognise():
            return key, {"taker": names.state(order.taker)}
        case JoinWar():
            war = known.wars[order.war]
            side = war.attackers if order.side == 0 else war.defenders
            return key, {"war": names.war(war, known), "side": names.state(side[0])}
        case OfferTerms():
            return key, {"war": names.war(order.war, known), "terms": names.word(order.terms)}
        case Vote():
            resolution = known.resolutions[order.resolution]
            return f"{key}.{order.ballot.name.lower()}", {
                "resolution": council.demand(resolution, names)
            }
        case Contribute():
            target = known.resolutions[order.resolution].target
            kind = "cheat" if order.cheat else "none" if order.share == 0 else "give"
            return f"{key}.{kind}", {
                "act": names.word(order.act),
                "target": names.state(target),
                "share": Figure(order.share),
            }
    found = business_values(key, order, known, names) or peace_values(key, order, known, names)
    return found if found is not None else quarrel_values(key, order, known, names)


def _bargain(bargain: OfferDeal | Deal, known: World, names: Names) -> dict[str, Any]:
    return {
        "crisis": names.crisis(bargain.crisis, known),
        "wanted": names.word(bargain.wanted),
        "given": names.word(bargain.given),
    }


def _treaty(number: int, state: int, known: World, names: Names) -> dict[str, Any]:
    treaty: Treaty = known.treaties[number]
    others = [party for party in treaty.parties if party != state]
    return {
        "treaty": names.treaty(treaty),
        "kind": names.word(treaty.kind),
        "other": names.states(others),
    }
