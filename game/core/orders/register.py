"""Every kind of order, by name."""

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

ORDER_KINDS: dict[str, type[Order]] = {
    kind.__name__: kind
    for kind in (
        SetBudget,
        Mobilise,
        MoveFormation,
        RaiseFormation,
        SendAid,
        SetProgramme,
        PressClaim,
        StageIncident,
        MoveInCrisis,
        Confront,
        TakeSide,
        ArmProxy,
        Mediate,
        AnswerMediator,
        Consent,
        SetAlert,
        Refer,
        Table,
        AmendDraft,
        Convene,
        FormCoalition,
        Lobby,
        PledgeForces,
        Boycott,
        Found,
        Accede,
        Invite,
        Withdraw,
        MoveMembership,
        MoveAmendment,
        Vote,
        VoteMotion,
        Contribute,
        OfferTreaty,
        AnswerTreaty,
        Denounce,
        Recognise,
        JoinWar,
        OfferTerms,
        OfferDeal,
        AnswerDeal,
        OfferPeace,
        AcceptTerms,
        Repudiate,
        SignAccord,
        QuitAccord,
        HideWork,
        Blacklist,
        Heed,
        GrantIndependence,
        HoldColony,
        SeekUnion,
    )
}
"""Every kind of order, by name."""
