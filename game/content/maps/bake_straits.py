"""Where the straits and canals lie, which the source does not say."""

from __future__ import annotations

NARROWS = {
    "suez": (32.35, 30.6),
    "panama": (-79.75, 9.12),
    "bosporus": (29.07, 41.12),
    "dardanelles": (26.45, 40.2),
    "gibraltar": (-5.5, 35.95),
    "oresund_belts": (11.0, 55.6),
    "kiel": (9.6, 54.25),
    "malacca": (102.3, 2.0),
    "hormuz": (56.45, 26.55),
    "bab_el_mandeb": (43.35, 12.6),
    "dover": (1.45, 51.0),
    "korea": (129.5, 34.7),
    "taiwan": (119.7, 24.6),
    "kerch": (36.55, 45.25),
    "otranto": (18.9, 40.2),
    "messina": (15.63, 38.2),
    "sunda": (105.75, -5.95),
    "la_perouse": (142.0, 45.75),
    "bering": (-168.95, 65.8),
    "denmark": (-27.0, 67.0),
    "torres": (142.2, -10.2),
    "magellan": (-70.9, -53.3),
    "florida": (-80.9, 24.2),
    "yucatan": (-85.8, 21.8),
    "tiran": (34.5, 27.95),
    "bass": (145.8, -39.7),
    "luzon": (121.0, 20.3),
    "otaru": (140.4, 41.4),
}
"""Longitude and latitude of each narrows, read off an atlas to about a tenth of a degree."""

WIDTH_KM = {"suez": 0.3, "panama": 0.2, "kiel": 0.2, "magellan": 3.0, "luzon": 250.0}
"""Breadth of those that join zones which do not otherwise touch."""

SEAM_ARTEFACTS = frozenset({("bering_sea", "laptev_sea")})
"""Neighbours in the source only because it leaves a gap in Chukotka along 180 degrees."""
