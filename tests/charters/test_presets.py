"""The presets: each loads, checks clean, says what it is, and goes out and in unchanged."""

from __future__ import annotations

import json
from functools import cache
from itertools import combinations

import pytest
from hypothesis import given, settings

from game.content.charter_shelf import QUARTERS, as_written, find, presets
from game.content.compile.charter import compile_charter, named
from game.content.compile.charter_file import charter_document
from game.content.library import charters as shipped
from game.content.schema.charters import CharterFile
from game.core.calendar import Calendar
from game.core.charter import Admission, Charter, Means, RegionalClause, Trigger
from game.core.ids import StateId
from game.core.kinds import Act, Obligation
from game.narrate.charter import articles, compare
from game.narrate.charter_words import strings
from game.persistence.decode import Decoder
from game.persistence.encode import encode
from tests.charters.generators import KEYS, STATES, Numbered, charters

WANTED = {
    "richelieu_league_1629", "westphalian_guarantee_1648", "kantian_confederation",
    "holy_alliance_1815", "quadruple_alliance_1815", "league_1920", "strict_covenant",
    "united_nations_1945", "uniting_for_peace_1950", "nato_1949", "warsaw_pact_1955", "seato_1954",
    "csto_2002", "quad", "aukus_2021", "brics", "un_g4_council", "un_veto_restraint",
}  # fmt: skip


@cache
def preset(key: str) -> tuple[Charter, tuple[str, ...]]:
    shelved, issues = find(key)
    assert issues == ()
    assert shelved is not None
    (charter,), keys = as_written((shelved.file,))
    return charter, keys


def clauses(key: str) -> Charter:
    return preset(key)[0]


def test_the_library_has_every_preset_the_oldest_first() -> None:
    found, issues = presets()

    assert issues == ()
    assert {each.file.key for each in found} == WANTED == set(shipped())
    years = [each.file.year for each in found]
    assert years == sorted(years)


@pytest.mark.parametrize("key", sorted(WANTED))
def test_a_preset_is_sound_and_sourced_and_names_states_that_have_names(key: str) -> None:
    charter, keys = preset(key)
    shelved, _ = find(key)
    assert shelved is not None

    assert charter.faults() == ()
    assert shelved.file.source
    assert shelved.file.cites
    assert shelved.line.endswith(".")
    for state in keys:
        assert f"state.{state}" in strings()
    assert len(articles(charter, Numbered())) == 27


@pytest.mark.parametrize("key", sorted(WANTED))
def test_a_preset_goes_out_to_a_file_and_comes_back_equal(key: str) -> None:
    charter, keys = preset(key)

    assert again(charter, keys) == charter
    assert Decoder({StateId: len(keys)}).decode(encode(charter, Charter), Charter, "") == charter


@given(charters())
@settings(max_examples=50, deadline=None)
def test_any_charter_goes_out_to_a_file_and_comes_back_equal(charter: Charter) -> None:
    assert again(charter, KEYS) == charter
    assert Decoder({StateId: STATES}).decode(encode(charter, Charter), Charter, "") == charter


def again(charter: Charter, keys: tuple[str, ...]) -> Charter:
    data = charter_document(
        charter, keys, QUARTERS, name="A", year=1930, summary="S.", source="invented"
    )
    file = CharterFile.model_validate_json(json.dumps(data))
    states = {key: at for at, key in enumerate(keys)}
    return compile_charter(file, states, Calendar(1930, 1, QUARTERS, 1))


def test_no_two_presets_are_the_same() -> None:
    written, _ = as_written(shelved.file for shelved in presets()[0])
    for first, second in combinations(written, 2):
        assert compare(first, second, Numbered()), (first.key, second.key)


# -- each is what it was ------------------------------------------------------------------------


def test_the_collective_defences_name_an_enemy_and_the_securities_none() -> None:
    for key in ("nato_1949", "warsaw_pact_1955", "seato_1954", "quadruple_alliance_1815"):
        assert clauses(key).adversaries
    for key in ("league_1920", "united_nations_1945", "westphalian_guarantee_1648"):
        assert not clauses(key).adversaries
        assert Trigger.ATTACK_ON_ANYONE in clauses(key).triggers


def test_the_treaty_areas_of_the_alliances_are_bounded() -> None:
    for key in ("nato_1949", "seato_1954", "csto_2002", "warsaw_pact_1955"):
        assert clauses(key).area


def test_the_holy_alliance_marches_against_revolution_and_shuns_parliaments() -> None:
    holy = clauses("holy_alliance_1815")

    assert Trigger.REVOLUTION in holy.triggers
    assert not holy.consent_needed
    assert not holy.admits(8)
    assert holy.admits(-7)


def test_the_confederation_admits_republics_only() -> None:
    kant = clauses("kantian_confederation")

    assert kant.admits(8)
    assert not kant.admits(-7)
    assert kant.may_withdraw
    assert all(duty < Obligation.AUTOMATIC for duty in kant.obligations)


def test_nobody_leaves_the_peace_of_westphalia_and_force_is_owed_by_the_breach_itself() -> None:
    peace = clauses("westphalian_guarantee_1648")

    assert not peace.may_withdraw
    assert peace.obligation(Act.FORCE) == Obligation.AUTOMATIC
    assert peace.inquiry_turns == 12


def test_a_bloc_without_a_security_clause_has_no_trigger_and_no_force() -> None:
    for key in ("brics", "quad", "aukus_2021"):
        assert clauses(key).triggers == ()
        assert clauses(key).needs(Act.FORCE) is None
        assert clauses(key).means == Means.NONE


def test_uniting_for_peace_leads_round_the_veto_but_not_into_membership() -> None:
    uniting = clauses("uniting_for_peace_1950")

    assert uniting.rule(Act.FORCE).bypass
    assert not uniting.rule(Act.ADMISSION).bypass
    assert not clauses("united_nations_1945").rule(Act.FORCE).bypass


def test_the_charter_ends_self_defence_with_the_council_and_asks_regional_bodies_to_ask() -> None:
    charter = clauses("united_nations_1945")

    assert charter.self_defence_until_council
    assert charter.regional == RegionalClause.WITH_AUTHORISATION
    assert charter.needs(Act.DELEGATION) == (Act.DETERMINATION,)
    assert charter.amendment_permanent
    assert charter.rule(Act.LIFTING).veto


def test_the_new_permanent_members_of_the_four_have_no_veto() -> None:
    reform = clauses("un_g4_council")

    assert len(reform.permanent) == 11
    assert len(reform.without_veto) == 6
    assert len(reform.permanent) + reform.elected_seats == 25


def test_veto_restraint_is_about_atrocities() -> None:
    restraint = clauses("un_veto_restraint")

    assert restraint.veto_restraint
    assert Trigger.INTERNAL_ATROCITY in restraint.triggers


def test_a_great_power_concert_is_for_great_powers() -> None:
    assert clauses("quadruple_alliance_1815").admission == Admission.GREAT_POWERS


def test_what_may_be_imposed_may_be_lifted_though_no_file_says_so() -> None:
    assert clauses("league_1920").needs(Act.LIFTING) == ()
    assert clauses("strict_covenant").needs(Act.REINSTATEMENT) == ()
    assert clauses("brics").needs(Act.LIFTING) is None


def test_every_state_named_in_a_file_is_found_with_its_place() -> None:
    shelved, _ = find("csto_2002")
    assert shelved is not None
    assert (("lead",), "RUS") in set(named(shelved.file))
