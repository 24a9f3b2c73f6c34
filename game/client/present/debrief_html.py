"""The debrief as one HTML page that needs nothing but itself; charts are drawn as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from game.client.present.aims import Aim
from game.client.present.debrief import Curves, Debrief
from game.client.present.what_if import Compared
from game.client.strings import text

COLOURS = ("#a8331c", "#26547c", "#46703e", "#b78020", "#684078", "#5e5246", "#1e8080", "#c45c82")
WIDE, HIGH, LEFT, FOOT = 640, 240, 46, 26

STYLE = """
body{background:#efe6d2;color:#2c261c;font:16px/1.5 Georgia,serif;margin:0}
main{max-width:70rem;margin:2rem auto;padding:2rem 3rem;background:#faf4e4;border:1px solid #cdbf9f}
h1{font-weight:normal;border-bottom:3px solid #a8331c;display:inline-block}
table{border-collapse:collapse;width:100%;margin:.6rem 0 1.4rem}
td,th{padding:.25rem .6rem;border-bottom:1px solid #ddd0b2;text-align:left}
td.n,th.n{text-align:right}
figure{display:inline-block;margin:0 1rem 1.4rem 0}
figcaption{font-weight:bold}
.k{font-size:13px}
"""


def page(
    title: str,
    lead: str,
    told: Debrief,
    aims: Sequence[Aim],
    what_if: tuple[str, Sequence[Compared]] | None = None,
) -> str:
    """Return the whole page; every word of the game in it is escaped."""
    parts = [
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>",
        f"<h1>{escape(title)}</h1><p><em>{escape(lead)}</em></p>",
        _heading("aftermath.aims"),
        _table((), [(aim.words, aim.outcome) for aim in aims]),
        _heading("debrief.world"),
        _table((), [(each.label, each.value) for each in told.world]),
        _heading("debrief.yours"),
        _table((), [(each.label, each.value) for each in told.own]),
        _heading("debrief.turning"),
        _table((), [(point.date, point.words) for point in told.points]),
        _heading("debrief.charts"),
        *(chart(curves, told.dates) for curves in told.curves if curves.lines),
        _heading("debrief.ledger"),
        _table(
            (
                "debrief.state", "debrief.burden", "debrief.power_share", "debrief.given",
                "debrief.shirked", "debrief.seen",
            ),
            [
                (row.name, f"{row.burden_share:.1%}", f"{row.power_share:.1%}", str(row.kept),
                 str(row.shirked), str(row.seen))
                for row in told.burdens
            ],
        ),
    ]  # fmt: skip
    if what_if is not None:
        charter, rows = what_if
        parts += [
            f"<h2>{escape(text('aftermath.what_if_under', charter=charter))}</h2>",
            _table(
                ("aftermath.figure_head", "aftermath.as_it_was", "aftermath.would_be"),
                [(row.label, row.was, row.would) for row in rows],
            ),
        ]
    return "".join([*parts, "</main></body></html>\n"])


def chart(curves: Curves, dates: Sequence[str]) -> str:
    """Return lines over the turns as a figure."""
    values = [value for line in curves.lines for value in line.values if value is not None]
    top = max([*values, 1e-9])
    many = max(1, len(dates) - 1)
    room_x, room_y = WIDE - LEFT - 10, HIGH - FOOT - 10

    def point(at: int, value: float) -> str:
        return f"{LEFT + room_x * at / many:.1f},{10 + room_y * (1 - value / top):.1f}"

    drawn, keys = [], []
    for number, line in enumerate(curves.lines):
        colour = COLOURS[number % len(COLOURS)]
        dash = ("", "8 4", "2 3", "10 3 2 3")[number % 4]
        points = " ".join(
            point(at, value) for at, value in enumerate(line.values) if value is not None
        )
        drawn.append(
            f'<polyline fill="none" stroke="{colour}" stroke-width="2" '
            f'stroke-dasharray="{dash}" points="{points}"/>'
        )
        keys.append(f'<span style="color:{colour}">━ {escape(line.label)}</span>')
    axes = (
        f'<path d="M{LEFT} 10V{HIGH - FOOT}H{WIDE - 10}" fill="none" stroke="#8a7a58"/>'
        f'<text x="{LEFT - 6}" y="18" text-anchor="end" font-size="12">'
        f"{top:.3g}{escape(curves.unit)}</text>"
        f'<text x="{LEFT - 6}" y="{HIGH - FOOT}" text-anchor="end" font-size="12">0</text>'
    )
    if dates:
        axes += (
            f'<text x="{LEFT}" y="{HIGH - 6}" font-size="12">{escape(dates[0])}</text>'
            f'<text x="{WIDE - 10}" y="{HIGH - 6}" text-anchor="end" font-size="12">'
            f"{escape(dates[-1])}</text>"
        )
    return (
        f"<figure><figcaption>{escape(curves.title)}</figcaption>"
        f'<svg width="{WIDE}" height="{HIGH}" role="img">{axes}{"".join(drawn)}</svg>'
        f'<div class="k">{" &nbsp; ".join(keys)}</div></figure>'
    )


def _heading(key: str) -> str:
    return f"<h2>{escape(text(key))}</h2>"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return "<p>–</p>"
    head = "".join(f"<th>{escape(text(key))}</th>" for key in heads)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    return f"<table>{f'<tr>{head}</tr>' if heads else ''}{body}</table>"
