"""What the loader says of maps that modders, chance and strangers have changed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import run

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.content.issues import Issue, Severity
from game.content.maps.document import TILES, MapDocument
from game.content.maps.loader import load_map

Reader = Callable[[str | bytes], tuple[MapDocument | None, tuple[Issue, ...]]]


def line(text: str, needle: str, nth: int = 1) -> int:
    at = -1
    for _ in range(nth):
        at = text.index(needle, at + 1)
    return text.count("\n", 0, at) + 1


def test_a_small_map_loads(small: str, read: Reader) -> None:
    document, issues = read(small)
    assert issues == ()
    assert document is not None
    assert document.title == "Two isles"
    avalon, lyonesse = document.territories
    assert (avalon.id, avalon.name, avalon.city) == ("avalon", "Avalon", "Camelot")
    assert len(avalon.rings) == 2
    assert avalon.rings[0].tolist() == [[300, 100], [400, 100], [400, 200], [300, 200]]
    assert avalon.city_xy == (340.0, 140.0)
    assert avalon.centroid == (350.0, 150.0)
    assert lyonesse.centroid == (450.0, 150.0)  # no mark: its middle
    assert lyonesse.area_km2 > 0.0  # not stated: measured
    assert [(e.a, e.b, e.kind, e.length_km) for e in document.edges] == [
        ("avalon", "east_sea", "coast", 3.0),
        ("avalon", "lyonesse", "land", 12.5),
        ("avalon", "west_sea", "coast", 100.5),
        ("east_sea", "lyonesse", "coast", 80.0),
        ("east_sea", "west_sea", "sea", 400.0),
    ]
    assert document.straits[0].controllers == ("avalon", "lyonesse")
    assert TILES[document.terrain_tiles[5, 11]] == "plains"
    assert document.terrain_tiles[0, 0] == 0


FAULTS = [
    # what is written, what is written instead, what is said, the hint, where (text on that line)
    ('"terrain" value="plains"', '"terrain" value="plain"',
     "unknown terrain 'plain'", "did you mean 'plains'?", 'value="plain"'),
    ('"land" value="avalon 12.5"', '"land" value="avallon 12.5"',
     "unknown id 'avallon'", "did you mean 'avalon'?", "avallon"),
    ('"land" value="avalon 12.5"', '"land" value="lyonesse 12.5"',
     "'lyonesse' borders on itself", "", "lyonesse 12.5"),
    ('"land" value="avalon 12.5"', '"land" value="avalon"',
     "'avalon' has no length in km", "write 'neighbour 120.5'", '"land" value="avalon"/>'),
    ('"land" value="avalon 12.5"', '"land" value="east_sea 12.5"',
     "unknown id 'east_sea'", "a border of kind 'land' cannot lead there", "east_sea 12.5"),
    ('"coast" value="east_sea 80"', '"coast" value="east_sea nan"',
     "'east_sea nan' has no length in km", "write 'neighbour 120.5'", "nan"),
    ('value="lyonesse"/>', 'value="avalon"/>',
     "duplicate key 'avalon': 'Avalon' has it already", "give one of them another key", None),
    ('"key" value="lyonesse"', '"key" value="Lyonesse!"',
     "key is not small letters, digits and underscores", "", "Lyonesse!"),
    ('"key" value="lyonesse"', '"clef" value="lyonesse"',
     "has no key", "add a text property 'key'", None),
    ('name="Lyonesse"', 'name=""', "territory has no name", "", 'name=""'),
    ('"sea_a" value="west_sea"', '"sea_a" value="west_see"',
     "unknown zone 'west_see'", "did you mean 'west_sea'?", "west_see"),
    ('"controllers" value="avalon, lyonesse"', '"controllers" value="avalon, lioness"',
     "unknown territory 'lioness'", "did you mean 'lyonesse'?", "lioness"),
    ('"kind" value="strait"', '"kind" value="ditch"',
     "unknown kind 'ditch'", "one of strait, canal", "ditch"),
    ('name="straits"', 'name="narrows"', "object layer 'straits' is missing", "", None),
    ('layer id="1" name="terrain"', 'layer id="1" name="ground"',
     "tile layer 'terrain' is missing", "", None),
    ('"area_km2" type="float" value="900"', '"area_km2" type="float" value="many"',
     "'many' is no number", "", "many"),
    ('"area_km2" type="float" value="900"', '"area_km2" type="float" value="inf"',
     "'inf' is no number", "", 'value="inf"'),
    ('x="400" y="100"', 'x="left" y="100"', "'left' is no number", "", "left"),
    ('x="400" y="100"', 'x="1e300" y="100"', "does not lie on the map", "", "1e300"),
    ("100,100", "100,nan", "a corner is not finite or does not lie on the map", "", None),
    ("0,0 100,0 100,100 0,100", "0,0 100,0", "outline of 2 corners encloses nothing", "", None),
    ("0,0 100,0 100,100 0,100", "0,0 50,50 100,100", "outline of 3 corners encloses nothing", "",
     None),
    ("0,0 100,0 100,100 0,100", "0,0 100,0 100,100,0,100", "points of its outline do not parse",
     "", None),
    ('"world_width" type="int" value="8192"', '"world_width" type="int" value="4096"',
     "is 4096, where the game reads 8192", "", "4096"),
    ('value="miller"', 'value="mercator"', "is 'mercator', where the game reads 'miller'", "",
     "mercator"),
    ('infinite="0"', 'infinite="1"', "is infinite; the world is not",
     "untick Infinite in Map Properties", None),
    ('encoding="csv"', 'encoding="base64" compression="zlib"',
     "tile layer is not stored as CSV", "Map Properties, Format: CSV", None),
    ('<tileset firstgid="1"', '<tileset source="/etc/passwd.tsx" firstgid="1"',
     "uses a tileset of another file", "embed the tileset in the map", None),
    ('<object id="3"', '<object id="3" template="../secret.tx"',
     "uses a template of another file", "", "secret"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "text", "hint", "where"), FAULTS)
def test_a_fault_is_named_with_its_line(
    small: str, read: Reader, old: str, new: str, text: str, hint: str, where: str | None
) -> None:
    assert old in small
    changed = small.replace(old, new, 1)
    document, issues = read(changed)
    assert document is None
    found = [issue for issue in issues if issue.text == text]
    assert found, [str(issue) for issue in issues]
    assert found[0].hint == hint
    assert found[0].severity is Severity.ERROR
    if where is not None:
        assert found[0].line == line(changed, where)


def test_all_faults_are_found_at_once(small: str, read: Reader) -> None:
    changed = small.replace('value="plains"', 'value="plain"').replace("west_sea 100.5", "moon 1")
    _, issues = read(changed.replace('"sea_b" value="east_sea"', '"sea_b" value="dead_sea"'))
    texts = {issue.text for issue in issues}
    assert {"unknown terrain 'plain'", "unknown id 'moon'", "unknown zone 'dead_sea'"} <= texts


def test_a_duplicate_is_located_at_the_second(small: str, read: Reader) -> None:
    changed = small.replace('"key" value="lyonesse"', '"key" value="avalon"', 1)
    _, issues = read(changed)
    duplicate = next(issue for issue in issues if issue.text.startswith("duplicate key"))
    assert duplicate.line == line(changed, '"key" value="avalon"', 3)
    assert duplicate.path == "territories[avalon].key"


def test_a_territory_without_neighbours_is_named(small: str, read: Reader) -> None:
    changed = small.replace("east_sea 80", "").replace("avalon 12.5", "")
    _, issues = read(changed)
    assert [(issue.path, issue.text) for issue in issues] == [
        ("territories[lyonesse]", "territory touches nothing")
    ]


def test_a_border_told_differently_at_its_two_ends_is_refused(small: str, read: Reader) -> None:
    changed = small.replace("west_sea 100.5", "west_sea 100.5, west_sea 99")
    _, issues = read(changed)
    assert issues[0].text == "border of 'avalon' and 'west_sea' is written twice, 100.5 and 99 km"


def test_a_strait_joins_zones_that_do_not_touch(small: str, read: Reader) -> None:
    document, issues = read(small.replace("east_sea 400", ""))
    assert issues == ()
    assert document is not None
    assert [(e.a, e.b, e.length_km) for e in document.edges if e.kind == "sea"] == [
        ("east_sea", "west_sea", 1.0)
    ]


def test_an_unknown_layer_is_a_warning_only(small: str, read: Reader) -> None:
    extra = ' <objectgroup id="99" name="citys"/>\n</map>'
    document, issues = read(small.replace("</map>", extra))
    assert document is not None
    assert [(i.severity, i.hint) for i in issues] == [(Severity.WARNING, "did you mean 'cities'?")]


def test_a_shifted_layer_and_a_turned_polygon_are_read_as_tiled_shows_them(
    small: str, read: Reader
) -> None:
    shifted = small.replace('name="territories"', 'name="territories" offsetx="10.5" offsety="-5"')
    document, _ = read(shifted.replace('x="400" y="100"', 'x="400" y="100" rotation="90"'))
    assert document is not None
    assert document.territories[0].rings[0][0].tolist() == [310.5, 95.0]
    turned = document.territories[1].rings[0]
    assert np.allclose(turned, [[410.5, 95], [410.5, 195], [310.5, 195], [310.5, 95]], atol=0.02)


def test_shapes_drawn_on_tiles_are_not_taken_for_the_map(small: str, read: Reader) -> None:
    collider = '<tile id="1" type="plains"><objectgroup><object id="1"/></objectgroup></tile>'
    drawn = small.replace('<tile id="1" type="plains"/>', collider)
    assert drawn != small
    assert read(drawn)[1] == ()
    changed = drawn.replace('value="plains"', 'value="plain"')
    assert read(changed)[1][0].line == line(changed, 'value="plain"')


def test_the_digest_sees_the_world_and_not_the_spelling(small: str, read: Reader) -> None:
    first, _ = read(small)
    spelt, _ = read(small.replace('x="400"', 'x="400.0001"').replace("\n  <object", "\n\n<object"))
    moved, _ = read(small.replace('x="400"', 'x="400.5"'))
    renamed, _ = read(small.replace('name="Lyonesse"', 'name="Leonais"'))
    assert first is not None
    assert spelt is not None
    assert moved is not None
    assert renamed is not None
    assert first.digest == spelt.digest
    assert len({first.digest, moved.digest, renamed.digest}) == 3


BOMB = """<?xml version="1.0"?>
<!DOCTYPE map [
<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
]>
<map>&c;</map>"""


def test_a_billion_laughs_are_refused(read: Reader) -> None:
    document, issues = read(BOMB)
    assert document is None
    assert [issue.text for issue in issues] == [
        "declares a document type or entities, which a map must not"
    ]
    assert issues[0].line == 3


def test_an_external_entity_is_refused(read: Reader) -> None:
    _, issues = read('<!DOCTYPE map [<!ENTITY x SYSTEM "file:///etc/hostname">]><map>&x;</map>')
    assert "declares a document type or entities" in issues[0].text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "XML is malformed"),
        ("<map", "XML is malformed"),
        ("<campaign/>", "is no Tiled map: its root is <campaign>"),
        ('<?xml version="1.0" encoding="klingon"?><map/>', "its text encoding cannot be read"),
        ("<map/>", "tile layer 'terrain' is missing"),
        ("<g>" * 50_000, "XML is malformed"),
    ],
)
def test_what_is_no_map_is_said_to_be_none(read: Reader, text: str, said: str) -> None:
    document, issues = read(text)
    assert document is None
    assert any(issue.text.startswith(said) for issue in issues), [str(i) for i in issues]


def test_deep_nesting_breaks_nothing(small: str, read: Reader) -> None:
    deep = "<group>" * 30_000 + "</group>" * 30_000
    document, issues = read(small.replace("</map>", deep + "</map>"))
    assert document is not None or issues


def test_malformed_xml_is_located(small: str, read: Reader) -> None:
    changed = small.replace('<objectgroup id="4"', "<objectgroup id=4", 1)
    _, issues = read(changed)
    assert issues[0].line == line(changed, "<objectgroup id=4")


def test_missing_and_unreadable_files_are_said_to_be(tmp_path: Path) -> None:
    assert load_map(tmp_path / "none.tmx")[1][0].text == "file is missing"
    assert load_map(tmp_path)[1][0].text.startswith("cannot be read")


def test_the_map_is_read_without_pygame(small: str, tmp_path: Path) -> None:
    file = tmp_path / "map.tmx"
    file.write_text(small)
    script = (
        "import sys; from pathlib import Path; from game.content.maps.loader import load_map; "
        f"assert load_map(Path({str(file)!r}))[0]; assert 'pygame' not in sys.modules"
    )
    root = Path(__file__).parents[2]
    assert run([sys.executable, "-c", script], cwd=root, check=False).returncode == 0


mutilations = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@mutilations
@given(share=st.floats(0.0, 0.9999))
def test_a_map_cut_anywhere_gives_findings(small: str, read: Reader, share: float) -> None:
    data = small.rstrip().encode()
    document, issues = read(data[: int(share * len(data))])
    assert document is None
    assert issues


def _flesh(small: str) -> tuple[bytes, int]:
    """Return the text and where the dull grid of tiles ends."""
    data = small.encode()
    return data, data.index(b"</data>")


@mutilations
@given(data=st.data())
def test_a_map_with_flipped_bytes_never_raises(
    small: str, read: Reader, data: st.DataObject
) -> None:
    text, end = _flesh(small)
    changed = bytearray(text)
    places = st.one_of(st.integers(0, 1500), st.integers(end, len(text) - 1))
    for at in data.draw(st.lists(places, min_size=1, max_size=4)):
        changed[at] = data.draw(st.one_of(st.integers(0, 255), st.sampled_from(b'0919-.," =<>xe')))
    document, issues = read(bytes(changed))
    assert document is not None or any(issue.severity is Severity.ERROR for issue in issues)
    assert all(issue.text for issue in issues)


ODDITIES = (
    *("", "-1", "0", "1e999", "nan", "99999999999999999999", "true", "class", "object", "x,y"),
    *("key", "name", "properties", "territories", "1 2", "0,0", "\u0663", "&#0;", "a" * 5000),
)


@mutilations
@given(data=st.data())
def test_a_map_with_any_value_replaced_never_raises(
    small: str, read: Reader, data: st.DataObject
) -> None:
    pieces = small.split('"')
    at = data.draw(st.integers(0, len(pieces) // 2 - 1)) * 2 + 1
    pieces[at] = data.draw(st.sampled_from(ODDITIES))
    document, issues = read('"'.join(pieces))
    assert document is not None or any(issue.severity is Severity.ERROR for issue in issues)


@mutilations
@given(data=st.data())
def test_a_map_with_any_attribute_renamed_never_raises(
    small: str, read: Reader, data: st.DataObject
) -> None:
    pieces = small.split('="')
    at = data.draw(st.integers(0, len(pieces) - 2))
    head, _, _ = pieces[at].rpartition(" ")
    name = data.draw(
        st.sampled_from(
            [
                "properties",
                "parent",
                "points",
                "id",
                "gid",
                "closed",
                "data",
                "layers",
                "objects_by_id",
                "template",
                "offsetx",
                "visible",
                "tiledgidmap",
            ]
        )
    )
    pieces[at] = f"{head} {name}"
    document, issues = read('="'.join(pieces))
    assert document is not None or any(issue.severity is Severity.ERROR for issue in issues)
