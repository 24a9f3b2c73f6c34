"""The one door in: everything a state can order, for persons and AI alike.

Each order is a small frozen record that knows its stage. `parse` and `unparse` turn an order into
plain data and back, for saves and replays.
"""

from __future__ import annotations

from game.core.orders.base import Order
from game.core.orders.dealings import (
    AnswerDeal,
    AnswerTreaty,
    Denounce,
    JoinWar,
    OfferDeal,
    OfferTerms,
    OfferTreaty,
    Recognise,
)
from game.core.orders.institutions import (
    Accede,
    AmendDraft,
    Boycott,
    Contribute,
    Convene,
    FormCoalition,
    Found,
    Invite,
    Lobby,
    MoveAmendment,
    MoveMembership,
    PledgeForces,
    Recall,
    Refer,
    Table,
    Vote,
    VoteMotion,
    Withdraw,
)
from game.core.orders.markets import Blacklist, Heed
from game.core.orders.nations import GrantIndependence, HoldColony, SeekUnion
from game.core.orders.peacemaking import (
    AcceptTerms,
    HideWork,
    OfferPeace,
    QuitAccord,
    Repudiate,
    SignAccord,
)
from game.core.orders.plain import parse, unparse
from game.core.orders.quarrels import (
    AnswerMediator,
    ArmProxy,
    Confront,
    Consent,
    Mediate,
    MoveInCrisis,
    PressClaim,
    SetAlert,
    StageIncident,
    TakeSide,
)
from game.core.orders.realm import (
    Mobilise,
    MoveFormation,
    RaiseFormation,
    SendAid,
    SetBudget,
    SetProgramme,
)
from game.core.orders.register import ORDER_KINDS

__all__ = [
    "ORDER_KINDS",
    "Accede",
    "AcceptTerms",
    "AmendDraft",
    "AnswerDeal",
    "AnswerMediator",
    "AnswerTreaty",
    "ArmProxy",
    "Blacklist",
    "Boycott",
    "Confront",
    "Consent",
    "Contribute",
    "Convene",
    "Denounce",
    "FormCoalition",
    "Found",
    "GrantIndependence",
    "Heed",
    "HideWork",
    "HoldColony",
    "Invite",
    "JoinWar",
    "Lobby",
    "Mediate",
    "Mobilise",
    "MoveAmendment",
    "MoveFormation",
    "MoveInCrisis",
    "MoveMembership",
    "OfferDeal",
    "OfferPeace",
    "OfferTerms",
    "OfferTreaty",
    "Order",
    "PledgeForces",
    "PressClaim",
    "QuitAccord",
    "RaiseFormation",
    "Recall",
    "Recognise",
    "Refer",
    "Repudiate",
    "SeekUnion",
    "SendAid",
    "SetAlert",
    "SetBudget",
    "SetProgramme",
    "SignAccord",
    "StageIncident",
    "Table",
    "TakeSide",
    "Vote",
    "VoteMotion",
    "Withdraw",
    "parse",
    "unparse",
]
