"""What stands at the head of each file: where its figures come from."""

from __future__ import annotations

HEADS = {
    "states": """\
The states of {date}. Capabilities: Correlates of War National Material Capabilities v7.0 (Singer,
Bremer and Stuckey 1972; Singer 1987), {year}. milex million dollars of the day, milper thousand, irst
thousand tons, pec thousand tons of coal, people in thousands. Figures with a `source` of their own
are estimates. Production: simulated means of Maddison and Penn World Table series (Fariss and
others), brought to dollars of {year} by US consumer prices (Bureau of Labor Statistics, CPI-U).
Regime: Polity (Marshall and others), else V-Dem's polyarchy on the same scale, else a judgement.
Technology, stability, support, doctrine and ideal points are judgements; doctrines say why.""",
    "nations": """\
Nations without a state on {date}. homeland: the land they are the nation of; nationhood: how far its
people want a state of their own (judgement); kin: states of the same nation. Capabilities are latent,
those of the homeland: people by censuses and general histories (Maddison; McEvedy and Jones), the
rest from the first figures of the Correlates of War (NMC v7.0) once there was a state, scaled back
to {year} for each head; never more a head than the state has in whose own land the homeland lies.
Technology, stability, doctrine and ideal points: what the state would be after; judgements.""",
    "holdings": """\
Who held what on {date}, by title; from general histories and atlases of the period. core: the state's
own land. dominion, colony, mandate: held under those titles. disputed: governed, but contested in
law. occupied: land with another's title where the state's forces stand. demilitarised: by treaty
without forces.""",
    "treaties": """\
Correlates of War Formal Alliances v4.1 (Gibler 2009): dyads in force on {date}, each by its strongest
promise.""",
    "rivalries": """\
Strategic rivalries in being on {date} (Thompson 2001; Thompson and Dreyer 2012). Weight: 0.35, and
0.15 for each side of it (positional, spatial, ideological, interventionary).""",
    "formations": """\
Armies, fleets and air groups on {date}. Totals follow the Correlates of War's soldiers under arms
(milper); fleets, air groups and garrisons abroad follow general histories, rounded; what is left is
spread by rule: most at the capital and on borders with rivals. Armies in thousand men; fleets in ten
thousand tons of standard displacement (about a thousand sailors); air groups in forty first-line
aircraft.""",
}
