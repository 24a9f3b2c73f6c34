"""The numbers of the model: each with its meaning, its unit and where it comes from.

A campaign may override any of them in its `rules.toml`. Nothing else in the rules is tuned.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rules:
    """Global parameters; see docs/model.md for the formulas they stand in."""

    # Reach and threat (Boulding 1962, loss of strength; Walt 1985, 1987)
    reach_km: float = 2600.0
    """Distance at which power falls to 1/e in the campaign's first year."""
    reach_growth: float = 0.012
    """Growth of that distance a year, with technology."""
    overseas_reach: float = 1.5
    """How much farther power carries by sea for a state with a fleet."""
    base_hostility: float = 0.08
    """h0: threat that power alone gives, without any ill intent."""
    rivalry_weight: float = 0.5
    claim_weight: float = 0.6
    aggression_weight: float = 0.5
    ideology_weight: float = 0.15
    affinity_weight: float = 0.3

    # Private information (MODEL, "The enforcement game")
    resolve_spread: float = 0.30
    """Standard deviation of the log of a state's private factor on its stakes."""
    cost_spread: float = 0.25
    mood_share: float = 0.75
    """Share of the variance of those factors that lasts: governments are of one mind for a while, so
    that one that is not ready this quarter will hardly be the next [design]."""
    mood_turns: int = 8
    """Turns in which the lasting part becomes another."""
    power_spread: float = 0.2
    """Error in estimating another's power (Cusack and Stoll 1990: about 0.2)."""

    # Enforcement (Olson and Zeckhauser 1966; McKelvey and Palfrey 1995)
    success_b0: float = 0.0
    success_b1: float = 1.6
    rationality: float = 120.0
    """Largest lambda of the logit equilibrium; below it, lambda follows from what is not seen."""
    stake_threat: float = 1.6
    stake_ties: float = 0.35
    stake_order: float = 1.0
    """Weight of the belief that peace is indivisible."""
    obligation_binding: float = 0.15
    obligation_recommended: float = 0.05
    obligation_automatic: float = 0.24
    direct_cost: float = 1.0
    trade_cost: float = 1.4
    retaliation_cost: float = 1.2
    domestic_cost: float = 0.12

    sympathy_cost: float = 0.5
    """What it costs to act against a friend or an ally, at full affinity."""

    # Votes
    word_weight: float = 0.16
    """What standing by the rules in words alone is worth to one who upholds them."""
    empty_weight: float = 0.13
    """What it costs to decide a hard measure that is then expected to fail."""
    lobby_weight: float = 0.004
    """What a point of influence spent on a state moves its vote by."""
    abstain_band: float = 0.012
    veto_bar: float = 0.14

    # Institutions
    pledge_weight: float = 0.30
    """What calling up a whole force pledged in advance is worth: plans and honour bind [design]."""
    unlawful_price: float = 0.12
    """Liking that a state which upholds the order with all its heart loses for those who coerce
    without leave; half of it where a veto had blocked the lawful way [design]."""
    unlawful_resentment: float = 0.10
    """Liking that the best friends of the coerced lose beside that [design]."""
    unlawful_standing: float = 12.0
    """Influence that leading coercion without leave costs; half of it after a veto [design]."""
    coalition_order: float = 0.4
    """How far a coalition outside any institution passes for the order's own cause, beside the body
    it acts beside [design]."""
    coalition_after_veto: float = 0.55
    """The same once a veto has blocked that body [design]."""
    hardship: float = 0.015
    """Share of a year's output that a denial of goods must cost for hardship to excuse [design]."""
    precedent_pull: float = 0.03
    """What it is worth to a dutiful member to do what has lately worked in like cases, or to leave
    what has not, at most [design]."""
    away_turns: int = 4
    """Turns that invitations to found an institution stand."""

    # Aggression
    gain_weight: float = 1.0
    aggression_threshold: float = 0.42
    war_cost: float = 0.35
    loss_weight: float = 0.9

    # Crises
    demand_turns: int = 2
    """Turns that a demand stands before it must be acted on or falls."""
    inquiry_clarity: float = 0.3
    """What is left of ambiguity when a commission of inquiry has reported."""
    inquiry_error: float = 0.08
    """Chance that an inquiry finds the wrong side responsible."""
    observer_clarity: float = 0.6
    """What is left of ambiguity after a quarter of fully manned observation."""

    spill_over: float = 0.05
    """What strife next door threatens, beside the threat of a state (Walt's scale, 0..1) [design]."""

    # Quarrels of every kind
    incident_rate: float = 0.35
    """Militarised incidents a year between full rivals with a common border, in a world of middling
    tension; makes some 0.17 a year for each state (Militarized Interstate Disputes v5.0: 0.15 to
    0.19 in every era from 1920 to 2014)."""
    incident_grave: float = 0.05
    """Share of incidents on a border that become a crisis, of governments of middling resolve."""
    crisis_repeated: float = 0.6
    """How much each earlier crisis of a pair adds to what an incident between them is about."""
    incident_join: float = 0.12
    """Chance that an ally which fears the other side fully shows force beside a friend (13 to 6 %
    of disputes had a third party)."""
    incident_rivalry: float = 0.03
    """Rivalry that a border incident adds on both sides."""
    precedent_weight: float = 0.16
    """What it moves a decision to confront that all like cases lately paid, or none did."""
    precedent_prior: float = 0.0
    """What like cases had brought before the campaign opened, -1 (nothing) to 1."""
    precedent_decay: float = 0.9
    """What is left of a precedent after a turn."""
    side_liking: float = 0.05
    """Liking won from those one stands with in a crisis; as much again is lost with the others."""
    default_weight: float = 0.6
    """Broken promises that all count when a pledged supporter stays out of the war."""
    proxy_seen: float = 0.35
    """Chance that it is seen who sent arms to a side."""
    proxy_decay: float = 0.7
    """What is left after a turn of arms sent to a side."""
    proxy_fog: float = 0.12
    """Ambiguity that arms worth the host's own forces add in a turn."""
    sponsor_seen: float = 0.5
    """Chance that a coup or a rebellion is traced to its sponsor at once."""
    mediation_clarity: float = 0.93
    """What is left of ambiguity after a quarter of mediation."""
    mediation_prestige: float = 5.0
    """Influence that a mediator gains with a settlement."""

    # Strife within states (formulas/strife)
    coup_rate: float = 0.009
    """Coups tried a year in a state of middling stability (about 1 a year in the world of 1931)."""
    civil_war_rate: float = 0.0035
    """Civil wars a year in a state of middling stability (1 to 2 a year begin in the record)."""
    atrocity_rate: float = 0.5
    """Mass killings a year where an autocracy without any limits is losing a civil war."""
    tide_spread: float = 0.12
    """Standard deviation of a quarter's fortune in a civil war; makes its mean two to three years."""
    long_war_hurt: float = 0.025
    """What a quarter of civil war takes from the worth of fighting on (Zartman 1989)."""
    disarm_fear: float = 0.3
    """What laying down arms without a guarantor is feared to cost (Walter 1997)."""
    civil_toll: float = 0.0001
    """Share of the people killed in a quarter of civil war, civilians alone."""
    atrocity_toll: float = 0.0005
    """The same where a government turns on its people."""
    strife_decay: float = 0.97
    """What is left of the memory of strife after a turn."""
    strife_unrest: float = 0.02
    """Stability lost in a quarter of civil war; a fifth of it in a quarter of mass killing."""
    mission_test: float = 0.2
    """Chance a quarter that a mission is tested."""

    # Bargains (promises; phases/deals)
    promise_weight: float = 0.05
    """What a state's name is worth to it in one promise: what breaking it costs [design]."""
    money_weight: float = 6.0
    """What money is worth in a bargain, for the share of a year's output that it is: a hundredth
    moves a vote by half of what a veto takes [design; UN aid and votes, Kuziemko and Werker 2006]."""
    promise_credence: float = 0.5
    """Promises kept, or broken, for which a bargain counts with the other side."""
    refusal_liking: float = 0.12
    """Liking lost between two where a threat is defied."""

    # Nuclear weapons (formulas/brinkmanship)
    atomic_year: float = 1939.0
    """Year before which nobody knows how: fission was found in December 1938."""
    programme_years: float = 6.0
    """Years that the largest economy takes from nothing to a test (1939-45; Britain and France: 7)."""
    programme_cost: float = 0.004
    """Share of a year's output that a programme costs a year."""
    programme_seen: float = 0.15
    """Chance a quarter that a programme half way is found out."""
    arsenal_growth: float = 3.0
    """Warheads a quarter that the largest economy makes."""
    horror: float = 0.7
    """Liking that everybody loses for who uses nuclear weapons."""
    ruin_toll: float = 30_000.0
    """Thousands killed in an exchange of nuclear blows that end the campaign, with nobody winning."""

    # Beliefs: quarter-life of what is remembered
    credibility_decay: float = 0.985
    """What is left of a remembered test after a turn."""
    record_weight: float = 2.0
    """What an institution's whole record weighs beside tests in cases like the one at hand, in
    tests [design]."""
    reputation_decay: float = 0.985
    aggression_decay: float = 0.97
    """About 0.9 a year [design]."""

    # War
    lethality: float = 0.04
    """Share of the smaller side's strength lost in a month of even battle."""
    battle_exponent: float = 1.5
    """Between Lanchester's linear and square laws."""
    battle_spread: float = 0.25
    """Standard deviation of the log of fortune in a battle-month."""
    siege_months: float = 3.0
    """Months in which an unopposed army occupies a territory of average size."""
    rout_ratio: float = 0.5
    """An attacker with less than this share of the defender's power on the day falls back."""
    sea_command: float = 1.5
    """How far a fleet must outweigh every other to command a sea."""
    sea_lift: float = 1.5
    """Thousand men a month that a state can embark for each unit of its fleet (merchant tonnage
    goes with navies: Italy put about 50 a month into East Africa in 1935, Japan about 100 into
    China in 1937)."""
    sea_lift_base: float = 4.0
    """Thousand men a month that a state without a fleet can embark."""
    landing_loss: float = 0.12
    """Share of strength lost in going ashore on a hostile coast."""
    supply_reach_km: float = 1600.0
    """Road distance at which supply falls to 1/e (railhead and truck, 1930s)."""
    road_capacity: float = 1800.0
    """Thousand men that can be supplied abroad in a territory of average size with the best roads;
    falls with development to the power 1.5 (about 90 in Ethiopia, 600 in Flanders)."""
    attrition: float = 0.03
    """Share of an army abroad that a month without any supply wears away."""
    war_exhausted: float = 0.55
    """War weariness at which neither side will go on."""
    static_turns: int = 8
    """Turns after which a war whose fronts do not move freezes."""
    frontage: float = 350.0
    """Thousand men that can fight at once over a territory of average size on open ground; more come
    into action by the root of their number [design: a division to 10 km of front, Dupuy 1979]."""
    dispersion: float = 0.5
    """Power of their technology by which men need more room: the better the arms, the farther apart
    they stand (ground for each man grew tenfold from 1918 to 1945: Dupuy 1979) [design]."""
    dug_in: float = 1.2
    """What an army that stays where it is gains in defence (Dupuy 1979: 1.2 to 1.5 prepared)."""
    neighbours_help: float = 0.4
    """Share of its power that an army in support lends to a fight next door [design]."""
    unprepared_landing: float = 2.0
    """How much more an army loses going ashore among foes without having prepared for it."""
    landing_craft: float = 1.5
    """Shipping that a prepared landing takes beside an ordinary crossing."""
    convoy_lift: float = 1.5
    """How much more a fleet that escorts convoys brings to sea lift than another."""
    interdiction: float = 0.35
    """Share of the supply of a place that aircraft as strong as the troops there cut off at most."""
    bombing: float = 0.05
    """Share of what is made in a land that a month's bombing destroys at most (Germany lost 9 % of
    its output in 1943 and 17 % in 1944 to it: United States Strategic Bombing Survey 1945)."""
    bombing_weariness: float = 0.02
    """Weariness that it brings a people that is wholly under it (Pape 1996: it tires, and does not
    break)."""
    bombing_reach_km: float = 450.0
    """How far bombers fly, for each unit of technology (Gotha of 1917: 420 km and back)."""
    raiding: float = 6.0
    """How many times more a kilometre of sea costs supply where raiders go unopposed [design]."""
    raiding_toll: float = 0.003
    """Share of output that a month of raids off all of a state's coasts costs it [design]."""
    garrison_ratio: float = 0.01
    """Soldiers for each inhabitant who hold a willing people down (Quinlivan 1995: 0.01 to 0.02)."""
    partisan_toll: float = 0.012
    """Share of an army lost in a month among a people wholly in arms that it cannot hold down."""
    mandate_reach: float = 0.25
    """What a mandate that goes all the way costs in a vote with who does not fear the aggressor at
    all; a third of it is gained with who fears it wholly. One that only defends: half as much, the
    other way round [design]."""
    mandate_price: float = 0.10
    """Liking that a quarter beyond a mandate costs with who upholds the order wholly [design]."""
    mandate_trust: float = 0.25
    """Promises seen broken for which it counts with them."""
    mandate_standing: float = 2.0
    """Influence that it costs."""
    mandate_votes: float = 0.15
    """What a mandate that was exceeded costs further force in the case with them, in a vote."""
    weariness_per_loss: float = 6.0

    # Peace
    repulsed: float = 0.6
    """Chance to carry it through below which attackers who go home with nothing have lost."""

    # Economy
    tax_rate: float = 0.12
    trade_openness: float = 0.10
    """Share of world output traded, for the campaign's years."""
    sanction_bite: float = 0.35
    """Share of output lost when all imports stop."""

    world_growth: float = 0.022
    """Trend of world output a year, boom and slump apart (Maddison: 1.8 % in 1913-1950)."""
    cycle_start: float = 0.0
    """What boom or slump adds to growth a year as the campaign opens, where it says no more."""
    slack_start: float = 0.0
    """Output below what could be made as the campaign opens, where it says no more."""
    cycle_damping: float = 0.5
    """Share of a boom or slump that dies down by itself in a year."""
    cycle_recovery: float = 0.32
    """Growth a year gained in a year for each unit of slack: idle men and mills come back."""
    cycle_contagion: float = 0.4
    """Share a year by which a state's cycle moves to that of its trade partners."""
    cycle_shock: float = 0.004
    """Standard deviation of a quarter's luck in a state's cycle [design]."""
    investment_return: float = 0.06
    """Growth a year for the whole budget put into growth, above an ordinary split."""
    mobilisation_drag: float = 0.04
    """Growth a year lost with all reserves called up."""
    unrest_drag: float = 0.03
    """Growth a year lost where order has broken down."""
    mobilisation_cost: float = 0.10
    """Share of a year's output that keeping all reserves called up costs a year."""
    war_tax: float = 0.8
    """How much more is raised in tax with all reserves called up (1914-18: doubled or more)."""
    debt_interest: float = 0.045
    debt_limit: float = 0.6
    """Debt, as a share of output, past which creditors force cuts."""
    occupation_yield: float = 0.25
    """Share of what an occupied territory made that its occupier gets [design]."""
    population_growth: float = 0.009
    """A year (interwar world: about 1 %)."""
    people_share: float = 0.6
    """Growth of output for each unit by which a people grows more than others: hands, less what they
    eat (Coale and Hoover 1958)."""
    growth_diffusion: float = 0.0035
    """Growth a year from copying, for each unit of log distance to the richest, in good order."""
    industry_shift: float = 0.02
    """Share of the way a year to the steel and energy that a stage of development asks for."""
    hoard: float = 0.10
    """Treasury, as a share of a year's output, past which it is spent on works at home."""
    hoard_spent: float = 0.25
    """Share of what is past that that is spent so in a year."""
    default_debt: float = 1.3
    """Debt, as a share of output, at which a state stops paying (Reinhart and Rogoff 2009)."""
    default_left: float = 0.45
    """Debt that is left after a default, as a share of output."""
    aid_affinity: float = 0.3
    """Liking gained at most by one gift."""

    # Trade (Tinbergen 1962; Anderson and van Wincoop 2003)
    trade_size_elasticity: float = -0.2
    """Of openness to size: small economies trade more (Frankel and Romer 1999)."""
    trade_adjustment: float = 0.15
    """Share of the way to its level under gravity that usual trade moves in a quarter."""
    border_trade: float = 0.65
    """What a land border adds to trade, as a share."""
    friendly_trade: float = 0.5
    """What full affinity adds to trade, and full enmity takes away, as a share."""
    rival_trade: float = 0.5
    """What a full rivalry takes from trade, as a share."""
    lost_trade_bite: float = 0.35
    """Output lost for each unit of trade stopped; a sender of sanctions bears it too."""

    # Sanctions (Hufbauer, Schott and Elliott; Galtung 1967)
    spare_supply: float = 0.12
    """What sellers who do not take part could sell more, at any price, as a share of sales."""
    supply_elasticity: float = 1.0
    """Of offer and demand to price."""
    tie_weight: float = 0.4
    """Weight of usual trade beside shares of the world market in who a target buys from."""
    shortage_speed: float = 0.5
    """Share of the way to its level that a shortage moves in a quarter."""
    stock_draw: float = 0.7
    """Share of a shortfall met from stocks while they last."""
    stock_norm: float = 2.0
    """Quarters of use that a state keeps in store in ordinary times."""
    pressure_speed: float = 0.25
    """Share of the way to its level that felt pressure moves in a quarter."""
    concession_rate: float = 4.2
    """Rate a quarter at which full pressure brings concession, with low stakes; makes about a third
    of sanctions work within two or three years (Hufbauer and others: 34 % of 1914-2000)."""

    fatigue_time: float = 0.02
    """Fatigue that a quarter of taking part in measures brings, whatever they cost [design]."""
    fatigue_cost: float = 1.5
    """The same for each unit of output that they cost."""
    fatigue_rest: float = 0.10
    """Share of fatigue that a quarter without measures heals."""
    hunger_blame: float = 2.0
    """Influence a quarter that starving the innocent costs, at most [design]."""

    # Armaments
    procurement_speed: float = 0.25
    """Share of the way to what the budget pays that military spending moves in a quarter."""
    reserve_share: float = 0.03
    """Share of the people that a full call-up brings to the colours (1914: 4 to 9 %)."""
    geared_yearly: float = 0.7
    """What a year of war adds to the share that can be called up, in full call-ups [design]."""
    geared_most: float = 3.0
    """Most full call-ups that a state geared to war has under arms: 3 x 3 % of the people (the
    belligerents of 1943 had 8 to 13 % in uniform)."""
    recruit_share: float = 0.0015
    """Share of the people who can be taken in and trained in a quarter of peace."""
    standing_share: float = 0.02
    """Share of the people whom a state that can arm them all keeps under arms without a call-up; the
    great powers of 1914 kept 0.4 (Russia 0.9) to 1.9 % (France)."""
    arms_from: float = 0.25
    """Output a head, beside that of the largest economy, from which a state can arm and lead all whom it
    calls; below it in proportion (Russia of 1914 ran out of rifles at about a quarter; China of 1937, at
    about a twelfth, put one in a hundred of its people under arms) [design]."""
    call_up_share: float = 0.015
    """The same for reserves in a full call-up."""
    demobilise_speed: float = 0.4
    """Share of what cannot be paid, or is called up no more, that goes home in a quarter."""
    technology_growth: float = 0.02
    """Of military technology a year, at ordinary spending [design]."""
    technology_diffusion: float = 0.03
    """Share a year of the distance to the leaders that others make up by copying [design]."""

    # Society
    weariness_decay: float = 0.06
    """Share of war weariness that a quarter of peace heals."""
    weariness_mobilised: float = 0.02
    """Weariness a quarter of full call-up brings."""
    weariness_at_war: float = 0.012
    weariness_pressure: float = 0.03
    """Weariness a quarter that felt sanctions bring."""
    opinion_speed: float = 0.12
    """Share of the way to its level that support for commitments moves in a quarter."""
    stability_speed: float = 0.06
    unrest_bound: float = 0.2
    """Stability below which there is unrest."""
    influence_recovery: float = 0.2
    """Share of spent standing that comes back in a quarter."""

    # Statehood: the terms of formulas/nationhood
    nation_schooling: float = 0.016
    """Nationhood a year that towns and schools bring to a colony, none of it yet won over: makes two
    generations from first stirrings to a mass party (Hroch 1985) [design]."""
    nation_example: float = 0.07
    """Nationhood a year that a world in which half the colonies were lately freed brings (Strang
    1990: each one makes the next likelier) [design]."""
    nation_war: float = 0.03
    """Nationhood a year that a holder fully at war, or wholly weary of it, brings [design]."""
    nation_trust: float = 0.012
    """Nationhood a year that being held in trust brings: who is promised a state asks for it."""
    nation_unrest: float = 0.10
    """Nationhood a year that a holder without any stability brings to the nations within it."""
    nation_assimilation: float = 0.02
    """Share of nationhood a year that a settled, free state makes its own peoples forget."""
    nation_repression: float = 0.01
    """Share of nationhood a year that the hardest repression breaks."""
    repression_step: float = 0.25
    """Repression that a quarter of holding on by force brings."""
    repression_decay: float = 0.85
    """What is left of repression after a quarter."""
    holding_cost: float = 0.02
    """Share of what a nation makes that it costs its holder a year to hold it down; twice that in a
    rising [design]."""
    rising_rate: float = 0.16
    """Risings a year of a colony wholly bent on a state."""
    rising_spread: float = 0.06
    """Standard deviation of a quarter's fortune in a rising: they last years (1946-75: five)."""
    rising_toll: float = 0.0002
    """Share of a nation killed in a quarter of rising (Algeria, Angola: one to three in a hundred)."""
    collapse_rate: float = 0.9
    """Nations a year that walk out of a union without stability, each of them wholly bent on it."""
    norm_years: float = 10.0
    """Years for which a birth of a state counts as an example."""
    seceding_army: float = 0.4
    """Soldiers that a seceding state takes with it, beside its share of the people."""

    # Politics at home
    democracy: float = 6.0
    """Regime from which governments are voted out and parliaments ratify (Polity: 6 to 10)."""
    camp_speed: float = 0.06
    """Share of the way to opinion that the camps of politics move in a quarter."""
    election_spread: float = 0.04
    """Standard deviation of what an election turns on beside what is reckoned here."""
    parliament_spread: float = 0.06
    """The same of a vote on a commitment."""
    resubmit_turns: int = 8
    """Turns before a commitment that was refused may be laid before parliament again."""
    refusal_cost: float = 4.0
    """Influence that a government loses whose parliament will not have what it signed [design]."""

    # General wars and happenings
    general_war_powers: int = 3
    """Great powers that must have fought, on both sides, for a war to be general."""
    general_war_dead: float = 300.0
    """Thousand men who must have been lost in it (Levy 1983 counts as general the wars that
    involve most great powers; the least bloody of them cost about as much) [design]."""
    general_war_failure: float = 14.0
    """Failed tests that a general war counts for with every body that was to keep the peace of all
    [design; nobody spoke up for the League in 1945]."""
    general_war_memory: float = 30.0
    """Years for which a general war is the last one to be reckoned with."""

    def obligation_weight(self, obligation: int) -> float:
        """Return what a kind of obligation (Obligation) weighs."""
        return (
            0.0,
            self.obligation_recommended,
            self.obligation_binding,
            self.obligation_automatic,
        )[obligation]
