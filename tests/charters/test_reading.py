"""Charters read aloud: every clause once, and two that differ never read the same."""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from game.content.charter_shelf import as_written, find
from game.core.charter import Charter, RegionalClause, Trigger
from game.core.ids import StateId
from game.core.kinds import Act
from game.narrate.charter import Article, articles, compare
from game.narrate.charter_meaning import BY_ACT, meaning
from tests.charters.generators import Numbered, charters

NAMES = Numbered()


def read(key: str) -> dict[str, Article]:
    shelved, issues = find(key)
    assert shelved is not None
    assert not issues
    (charter,), _ = as_written((shelved.file,))
    return {article.key: article for article in articles(charter, NAMES)}


def two(first: str, second: str) -> tuple[Charter, Charter]:
    files = [shelved.file for key in (first, second) if (shelved := find(key)[0]) is not None]
    (one, other), _ = as_written(files)
    return one, other


def test_the_covenant_reads_as_the_league_worked() -> None:
    league = read("league_1920")

    assert league["rules"].sentences[0] == (
        "Unless said otherwise, the Council decides, by unanimity; parties to the dispute have no "
        "vote; nobody may veto; whoever stays away does not block; half of those entitled must "
        "take part."
    )
    assert "On a commission of inquiry: by a simple majority of the votes cast." in (
        league["rules"].sentences
    )
    assert league["withdrawal"].text == "A member may withdraw on two years of notice."
    assert league["adversaries"].text.startswith("It names no enemy")
    assert league["inquiry"].text == "A commission of inquiry reports within six months."


def test_the_charter_and_uniting_for_peace_differ_in_the_way_round_the_veto() -> None:
    found = compare(*two("united_nations_1945", "uniting_for_peace_1950"), NAMES)

    assert [each.key for each in found] == ["rules", "lead", "pledged_share", "monitoring"]
    assert found[0].first == "A veto is the end of it."
    assert found[0].second == "After a veto the Assembly may decide instead, by two thirds."
    assert Act.FORCE in found[0].acts
    assert Act.AMENDMENT not in found[0].acts


def test_what_makes_no_difference_is_not_a_difference() -> None:
    (charter, _) = two("westphalian_guarantee_1648", "brics")
    assert charter.elected_seats == 0
    assert not charter.may_withdraw

    other = replace(charter, elected_term_turns=40, withdrawal_notice_turns=9)
    shuffled = replace(charter, triggers=(*charter.triggers, Trigger.REVOLUTION))
    turned = replace(charter, triggers=(Trigger.REVOLUTION, *charter.triggers))

    assert compare(charter, other, NAMES) == ()
    assert compare(shuffled, turned, NAMES) == ()


def test_clauses_on_single_acts_are_compared_act_by_act() -> None:
    charter, _ = two("league_1920", "brics")
    rules = list(charter.rules)
    rules[Act.OIL_BAN] = replace(rules[Act.OIL_BAN], majority=Fraction(3, 4), strict=False)

    (found,) = compare(charter, replace(charter, rules=tuple(rules)), NAMES)

    assert found.acts == (Act.OIL_BAN,)
    assert found.heading == "How it decides: an oil embargo"
    assert found.first == "By a simple majority of the votes cast."
    assert found.second == "By three quarters of the votes cast."


def test_every_field_of_a_charter_is_read_somewhere() -> None:
    """Change one field after the other: some clause must read otherwise."""
    charter, _ = two("un_g4_council", "brics")
    charter = replace(charter, may_withdraw=True, self_defence=True)
    changed = {
        "admission": type(charter.admission)(3),
        "adversaries": (StateId(3),),
        "triggers": (Trigger.REVOLUTION,),
        "permanent": charter.permanent[1:],
        "rules": charter.rules[::-1],
        "obligations": charter.obligations[::-1],
        "ladder": charter.ladder[1:],
        "means": type(charter.means).REGIONAL,
        "cost_sharing": type(charter.cost_sharing).EQUAL,
        "monitoring": type(charter.monitoring).NONE,
        "regional": RegionalClause.FREE,
        "area": (StateId(2),),
        "regime_floor": 1.5,
        "regime_ceiling": -0.5,
        "lead": StateId(1),
        "standing_force": 0.001,
        "pledged_share": 0.25,
        "ratify": Fraction(1, 5),
        "without_veto": (StateId(0),),
    }
    before = meaning_in_words(charter)
    for field in fields(Charter):
        if field.name == "key":
            continue
        old = getattr(charter, field.name)
        if field.name in changed:
            new: object = changed[field.name]
        else:
            new = (not old) if isinstance(old, bool) else old + 1
        after = meaning_in_words(replace(charter, **{field.name: new}))
        assert sum(before[key] != after[key] for key in before) == 1, field.name


def meaning_in_words(charter: Charter) -> dict[str, str]:
    return {article.key: article.text for article in articles(charter, NAMES)}


@given(charters(), charters())
@settings(max_examples=60, deadline=None)
def test_clauses_read_the_same_if_and_only_if_they_mean_the_same(a: Charter, b: Charter) -> None:
    one, other = meaning(a), meaning(b)
    for first, second in zip(articles(a, NAMES), articles(b, NAMES), strict=True):
        same = one[first.key] == other[first.key]
        assert (first.text == second.text) == same, first.key


@given(charters(), st.data())
@settings(max_examples=60, deadline=None)
def test_a_change_in_one_clause_is_found_there_and_reads_otherwise(
    charter: Charter, data: st.DataObject
) -> None:
    field = data.draw(st.sampled_from([item.name for item in fields(Charter)]))
    other = replace(charter, **{field: getattr(data.draw(charters()), field)})

    found = compare(charter, other, NAMES)

    one, two_ = meaning(charter), meaning(other)
    assert {each.key for each in found} == {key for key in one if one[key] != two_[key]}
    for each in found:
        assert each.first != each.second
        assert (each.key in BY_ACT) == bool(each.acts)
    assert compare(charter, charter, NAMES) == ()


@given(charters())
@settings(max_examples=30, deadline=None)
def test_every_sentence_is_one(charter: Charter) -> None:
    read_out = articles(charter, NAMES)
    assert len({article.key for article in read_out}) == len(read_out)
    for article in read_out:
        assert article.sentences
        for sentence in article.sentences:
            assert sentence[0].isupper()
            assert sentence.endswith(".")
            assert "{" not in sentence
