"""The committed map of the world."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import pytest

from game.content.maps.bake import bake
from game.content.maps.bake_raster import NOTHING, paint
from game.content.maps.document import TERRAINS, TILES, MapDocument, hundredths
from game.content.maps.loader import load_map
from game.content.maps.rings import area_km2, contains, covers, signed_area
from game.content.projection import WORLD_HEIGHT, WORLD_WIDTH, project, unproject

WORLD = Path(__file__).parents[2] / "maps" / "world.tmx"


def test_the_whole_world_loads(world: MapDocument) -> None:
    assert len(world.territories) == 560
    assert len(world.zones) == 90
    assert len(world.straits) == 28
    assert [world.territories[at].id for at in world.territory_index.values()] == list(
        world.territory_index
    )
    assert {shape.terrain for shape in world.territories} == set(TERRAINS)


def test_everything_touches_something_and_all_is_one_world(world: MapDocument) -> None:
    around: dict[str, set[str]] = defaultdict(set)
    for edge in world.edges:
        assert edge.a < edge.b
        around[edge.a].add(edge.b)
        around[edge.b].add(edge.a)
    everything = {*world.territory_index, *world.zone_index}
    assert everything == around.keys()
    # The Caspian is landlocked, but its shores are not.
    reached, frontier = set(), ["north_sea"]
    while frontier:
        here = frontier.pop()
        if here not in reached:
            reached.add(here)
            frontier += around[here]
    assert reached == everything


def test_edges_join_what_their_kind_says(world: MapDocument) -> None:
    for edge in world.edges:
        ends = {edge.a in world.territory_index, edge.b in world.territory_index}
        assert ends == {"land": {True}, "sea": {False}, "coast": {True, False}}[edge.kind]
        assert edge.length_km >= 0.0


def test_land_neighbours_share_corners(world: MapDocument) -> None:
    """A border is the same points on both sides, so that no sliver shows between them."""
    owners: dict[tuple[int, int], set[str]] = defaultdict(set)
    for shape in world.territories:
        for ring in shape.rings:
            for x, y in hundredths(ring).tolist():
                owners[x % (WORLD_WIDTH * 100), y].add(shape.id)
    touching = {
        pair
        for held in owners.values()
        if len(held) > 1
        for pair in ((a, b) for a in held for b in held if a < b)
    }
    land = {(edge.a, edge.b) for edge in world.edges if edge.kind == "land"}
    apart = land - touching
    assert not apart


def test_suez_is_a_link_of_its_own_under_its_owner(world: MapDocument) -> None:
    edges = {(edge.a, edge.b): edge for edge in world.edges}
    suez = next(mark for mark in world.straits if mark.id == "suez")
    assert suez.kind == "canal"
    assert suez.controllers == ("suez_canal",)
    assert edges["east_mediterranean", "red_sea"].kind == "sea"
    for pair in (("mexican_pacific", "west_caribbean"), ("north_sea", "west_baltic")):
        assert edges[pair].kind == "sea"


def test_every_strait_gates_an_edge_or_a_bay(world: MapDocument) -> None:
    pairs = {(edge.a, edge.b) for edge in world.edges if edge.kind == "sea"}
    for mark in world.straits:
        assert mark.sea_a == mark.sea_b or tuple(sorted((mark.sea_a, mark.sea_b))) in pairs
        assert mark.controllers


def test_no_ring_spans_the_map(world: MapDocument) -> None:
    for shape in (*world.territories, *world.zones):
        main = shape.rings[0]
        assert 0 <= (main[:, 0].min() + main[:, 0].max()) / 2 < WORLD_WIDTH
        for ring in shape.rings:
            assert np.ptp(ring[:, 0]) < WORLD_WIDTH / 2
            assert ring[:, 1].min() >= -0.01
            assert ring[:, 1].max() <= WORLD_HEIGHT


def test_chukotka_is_whole_across_180_degrees(world: MapDocument) -> None:
    chukotka = world.territories[world.territory_index["chukotka"]]
    x, y = project([179.0, 180.0, -179.0, -175.0], [67.0, 67.0, 67.0, 66.5])
    main = (chukotka.rings[0],)
    assert all(covers(main, *place) for place in zip(x, y, strict=True))


def test_marks_lie_inside_and_cities_near(world: MapDocument) -> None:
    for shape in (*world.territories, *world.zones):
        assert 0.0 <= shape.centroid[0] < WORLD_WIDTH
        assert covers(shape.rings, *shape.centroid), shape.id
    paris = world.territories[world.territory_index["ile_de_france"]]
    lon, lat = unproject(*paris.city_xy)
    assert (float(lon), float(lat)) == pytest.approx((2.35, 48.86), abs=0.01)


def test_zone_marks_lie_on_open_water(world: MapDocument) -> None:
    rings = [
        (ring, ring.min(axis=0), ring.max(axis=0)) for t in world.territories for ring in t.rings
    ]
    for zone in world.zones:
        for turn in (-WORLD_WIDTH, 0, WORLD_WIDTH):
            x, y = zone.centroid[0] + turn, zone.centroid[1]
            near = [r for r, low, high in rings if low[0] < x < high[0] and low[1] < y < high[1]]
            assert not any(contains(ring, x, y) for ring in near), zone.id


def test_no_water_is_left_without_a_zone(world: MapDocument) -> None:
    shapes = [*world.zones, *world.territories]
    labels = paint([tuple(hundredths(ring) for ring in shape.rings) for shape in shapes])
    assert (labels != NOTHING).all()


def test_outlines_are_as_large_as_the_tables_say(world: MapDocument) -> None:
    """Islets are left out and coasts are smoothed, so a tenth is allowed; tiny islands may differ."""
    off = [
        shape.id
        for shape in world.territories
        if shape.area_km2 > 10_000.0 and abs(area_km2(shape.rings) / shape.area_km2 - 1.0) > 0.1
    ]
    assert off == []


def test_enclaves_do_not_overlap_what_surrounds_them(world: MapDocument) -> None:
    lesotho = world.territories[world.territory_index["natal_ofs"]]
    x, y = project(28.3, -29.6)
    assert not covers(lesotho.rings, float(x), float(y))


def test_the_terrain_grid_shows_seas_and_deserts(world: MapDocument) -> None:
    def at(lon: float, lat: float) -> str:
        x, y = project(lon, lat)
        return TILES[world.terrain_tiles[int(y) // world.tile_size, int(x) // world.tile_size]]

    assert world.terrain_tiles.shape == (
        WORLD_HEIGHT // world.tile_size, WORLD_WIDTH // world.tile_size,
    )  # fmt: skip
    assert at(-30.0, 40.0) == "sea"
    assert at(10.0, 25.0) == "desert"
    counts = Counter(world.terrain_tiles.ravel().tolist())
    assert counts[0] > world.terrain_tiles.size * 0.5


def test_rings_have_extent(world: MapDocument) -> None:
    for shape in (*world.territories, *world.zones):
        for ring in shape.rings:
            assert ring.dtype == np.float32
            assert len(ring) >= 3
            assert signed_area(ring) != 0.0
            assert (ring[0] != ring[-1]).any()


def test_tiled_saves_the_same_world(world: MapDocument, tmp_path: Path) -> None:
    tiled = shutil.which("tiled")
    if tiled is None:
        pytest.skip("the Tiled editor is not installed")
    saved = tmp_path / "saved.tmx"
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)}
    done = subprocess.run(
        [tiled, "--export-map", "tmx", str(WORLD), str(saved)],
        env=env, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert saved.read_bytes() != WORLD.read_bytes()
    again, issues = load_map(saved)
    assert issues == ()
    assert again is not None
    assert again.digest == world.digest


def test_baking_gives_the_committed_files(tmp_path: Path) -> None:
    record = os.environ.get("INDIVISIBLE_RECORD", "")
    if not record or not (Path(record) / "map").is_dir():
        pytest.skip("INDIVISIBLE_RECORD names no folder that holds map/")
    pytest.importorskip("shapely")
    bake(Path(record) / "map", tmp_path / "world.tmx")
    for name in ("world.tmx", "terrain.png"):
        assert (tmp_path / name).read_bytes() == (WORLD.parent / name).read_bytes(), name
