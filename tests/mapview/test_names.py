"""Names on the map: on their own land or water, and none upon another."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import numpy as np
import pygame
import pytest

from game.client.assets import assets_folder
from game.client.mapview.camera import Camera
from game.client.mapview.labels import MapLabels
from game.client.mapview.lettering import MapFonts
from game.client.mapview.names import Namer
from game.client.mapview.places import Glyph, Placer, Places, Words
from game.client.mapview.style import PLAIN

if TYPE_CHECKING:
    from game.client.mapview.atlas import Atlas
    from game.client.mapview.paint import MapPaint

FONTS = assets_folder() / "fonts"


def laid_out(atlas: Atlas, regions: MapPaint, zoom: float) -> Places:
    placer = Placer(atlas, MapFonts(FONTS), PLAIN, 1.0)
    *_, last = placer.lay_out(zoom, Namer(atlas).paths(regions))
    assert last is not None
    return last


def test_the_letters_of_a_name_stand_on_the_land_that_they_name(
    atlas: Atlas, regions: MapPaint
) -> None:
    paths = Namer(atlas).paths(regions)
    assert {path.text for path in paths} >= {"West", "North", "South", "Oceania"}
    for path in paths:
        spots = [path.place(u)[:2] for u in 0.85 * np.linspace(path.start, path.stop, 9)]
        under = [atlas.land.at(*spot) for spot in spots]
        # Names are fitted to cells of four units, so that one end may just touch the shore.
        owners = {regions.owner[at] for at in under if at is not None}
        assert under.count(None) <= 1, path
        assert len(owners) == 1, path


@pytest.mark.parametrize("zoom", [0.2, 0.9, 3.0])
def test_no_word_lies_on_another(atlas: Atlas, regions: MapPaint, zoom: float) -> None:
    fonts = MapFonts(FONTS)
    boxes = []
    for mark in laid_out(atlas, regions, zoom).marks:
        if isinstance(mark, Words):
            width = fonts.width(mark.text, mark.face, mark.px, mark.tracking)
            x, y = mark.x * zoom + mark.dx, mark.y * zoom + mark.dy
            boxes.append((x - width / 2, y - mark.px / 2, x + width / 2, y + mark.px / 2))
    assert len(boxes) > 20
    left, top, right, bottom = np.asarray(boxes).T
    meets = (left[:, None] < right) & (right[:, None] > left)
    meets &= (top[:, None] < bottom) & (bottom[:, None] > top)
    np.fill_diagonal(meets, val=False)
    assert not meets.any(), np.argwhere(meets)


def test_the_names_of_seas_keep_off_the_land(atlas: Atlas, regions: MapPaint) -> None:
    fonts = MapFonts(FONTS)
    zoom = 0.5
    zones = {zone.name for zone in atlas.document.zones}
    whole = [
        mark for mark in laid_out(atlas, regions, zoom).marks
        if isinstance(mark, Words) and mark.text in zones
    ]  # fmt: skip
    assert len(whole) > 20
    for mark in whole:
        width = fonts.width(mark.text, mark.face, mark.px, mark.tracking)
        along = np.linspace(-width / 2, width / 2, 9) + mark.dx
        wet = [
            atlas.land.at(mark.x + dx / zoom, mark.y + mark.dy / zoom) is None
            for dx in along.tolist()
        ]
        assert wet.count(False) <= 1, mark


def test_states_are_named_from_afar_and_cities_from_near(atlas: Atlas, regions: MapPaint) -> None:
    cities = {shape.city for shape in atlas.document.territories}
    far, near = (laid_out(atlas, regions, zoom).marks for zoom in (0.2, 4.0))
    assert any(isinstance(mark, Glyph) for mark in far)
    assert not any(isinstance(mark, Words) and mark.text in cities for mark in far)
    written = {mark.text for mark in near if isinstance(mark, Words)}
    assert {"Paris", "Tokyo"} <= written


def test_labels_are_laid_out_within_a_budget_and_drawn(atlas: Atlas, regions: MapPaint) -> None:
    labels = MapLabels(atlas, FONTS, PLAIN, 1.0)
    camera = Camera((atlas.width, atlas.height), (640, 360))
    surface = pygame.Surface(camera.viewport)
    labels.follow(regions)
    labels.draw(surface, camera)
    assert not pygame.surfarray.array3d(surface).any()
    steps = next(step for step in itertools.count(1) if labels.update(camera, 0.0))
    assert steps > 3
    labels.draw(surface, camera)
    assert pygame.surfarray.array3d(surface).any()


def test_rounding_keeps_both_sides_of_a_border_one_line(atlas: Atlas) -> None:
    while not atlas.prepare(100.0):
        pass
    near = atlas.land.arcs_at(8.0)
    far = atlas.land.arcs_at(0.5)
    assert len(near.lines.points) > 2 * len(far.lines.points)
    pairs = [set(zip(arcs.a.tolist(), arcs.b.tolist(), strict=True)) for arcs in (near, far)]
    assert pairs[0] == pairs[1]
    france = atlas.document.territory_index["ile_de_france"]
    rings = {tuple(p) for ring in atlas.land.rings_of(france, 8.0) for p in ring.round(1).tolist()}
    for arc in np.flatnonzero((near.a == france) | (near.b == france)).tolist():
        piece = near.lines.points[near.lines.starts[arc] : near.lines.starts[arc + 1]]
        assert {tuple(p) for p in piece.round(1).tolist()} <= rings
