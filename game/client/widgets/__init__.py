"""Controls and painted parts that screens are made of.

A screen makes controls in `build(ui)`: each takes its parent first (`ui.root`, a Column, a Row, a
Panel, a ScrollArea), and is placed by what holds it, or by `put(rect)`:

    page = Page(ui, text("council.heading"))
    row = Row(page.body, weights=(2, 1), least=280)
    Hemicycle(row, seats, on_open=self.member, key="council.seats")
    TermsTable(row, rows, total=decision.total)
    Button(page.foot, text("council.vote"), self.vote, look=Look.PRIMARY, shortcut="v")
    page.finish()

Handlers return where to go, or None. A control with `tip` explains itself under the mouse, and with
F1 for good. A control is found by its `key` in tests (`ui.find`), and says what it shows (`texts`)
and whether that fits (`cramped`).

The tree, the focus and the painting are ours; pygame_gui does the editing of text in TextField. Its
own panels have no focus for the keyboard, cannot say what they show, and lay tables out too slowly.
"""
