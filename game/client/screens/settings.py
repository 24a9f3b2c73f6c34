"""Settings, applied as they are changed; a new scale or window goes back unless confirmed."""

from __future__ import annotations

from collections.abc import Callable

from game.client import settings_view, strings
from game.client.audio import Sound
from game.client.colours import PALETTES
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.screen import Go, Pop, Rebuild, Screen
from game.client.settings_view import Trial
from game.client.strings import languages, text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.modal import Modal
from game.client.widgets.slider import Slider
from game.client.widgets.swatches import Swatches
from game.client.widgets.toggle import Toggle
from game.client.widgets.tooltip import Tip
from game.persistence.settings import Settings


class SettingsScreen(Screen):
    """Scale, window, palette and sound."""

    def __init__(self) -> None:
        self.trial: Trial | None = None
        self._dialog: Modal | None = None

    def build(self, ui: Ui) -> None:
        page = Page(ui, text("settings.heading"), width=820, gap=18)
        halves = Row(page.body, gap=36, weights=(1, 1), least=280)
        self._display(Column(halves, gap=14))
        self._eyes_and_ears(Column(halves, gap=14))
        Button(page.foot, text("settings.keys"), self.app.show_keys, shortcut="y",
               sound=Sound.PAGE, key="settings.keys")  # fmt: skip
        Button(page.foot, text("settings.done"), Pop, look=Look.PRIMARY, shortcut="d",
               sound=Sound.PAGE, key="settings.done")  # fmt: skip
        page.finish()
        self._dialog = None
        if self.trial is not None:
            self._ask(ui)

    def _display(self, column: Column) -> None:
        settings = self.app.settings
        Label(column, text("settings.display"), Type.SUBHEADING)
        Slider(
            column,
            text("settings.scale"),
            settings.scale_percent,
            (75, 250),
            step=settings_view.SCALE_STEP,
            show=lambda value: f"{value:.0f} %",
            on_done=self._scaled,
            key="settings.scale",
        )
        Dropdown(
            column,
            text("settings.window"),
            settings_view.window_choices(settings.window),
            settings_view.window_key(settings.window),
            self._sized,
            key="settings.window",
        )
        Toggle(
            column,
            text("settings.fullscreen"),
            settings.fullscreen,
            lambda on: self._try(settings.model_copy(update={"fullscreen": on})),
            key="settings.fullscreen",
        )
        mirror = self._toggle(column, "mirror", on=settings.mirror)
        mirror.tip = Tip(text("settings.mirror"), text("settings.mirror_note"))

    def _eyes_and_ears(self, column: Column) -> None:
        settings = self.app.settings
        Label(column, text("settings.colours"), Type.SUBHEADING)
        Dropdown(
            column,
            text("settings.palette"),
            [(key, text(f"palette.{key}")) for key in PALETTES],
            settings.palette,
            lambda key: self._keep(settings.model_copy(update={"palette": key})),
            key="settings.palette",
        )
        Swatches(column, self.app.theme.palette)
        Dropdown(
            column,
            text("settings.language"),
            languages(),
            strings.language(),
            lambda code: self._keep(settings.model_copy(update={"language": code})),
            key="settings.language",
        )
        Label(column, text("settings.sounds"), Type.SUBHEADING)
        self._toggle(column, "sound", on=settings.sound)
        self._loudness(column, "volume", settings.volume, self._louder, heard=settings.sound)
        self._toggle(column, "music", on=settings.music)
        self._loudness(
            column,
            "music_volume",
            settings.music_volume,
            lambda value: self._keep(
                settings.model_copy(update={"music_volume": round(value) / 100})
            ),
            heard=settings.music,
        )

    def _toggle(self, column: Column, name: str, *, on: bool) -> Toggle:
        """Put a switch for the setting of that name."""
        settings = self.app.settings
        return Toggle(
            column,
            text(f"settings.{name}"),
            on,
            lambda on: self._keep(settings.model_copy(update={name: on})),
            key=f"settings.{name}",
        )

    def _loudness(
        self,
        column: Column,
        name: str,
        value: float,
        on_done: Callable[[float], Go | None],
        *,
        heard: bool,
    ) -> None:
        """Put a slider from silent to full (`value` 0..1); off where nothing is heard."""
        slider = Slider(
            column,
            text(f"settings.{name}"),
            round(value * 100),
            (0, 100),
            step=5,
            show=lambda value: f"{value:.0f} %",
            on_done=on_done,
            key=f"settings.{name}",
        )
        slider.enabled = heard

    # -- answers ---------------------------------------------------------------------------------

    def _scaled(self, value: float) -> Go | None:
        if round(value) == self.app.settings.scale_percent:
            return None
        return self._try(self.app.settings.model_copy(update={"scale_percent": round(value)}))

    def _sized(self, key: str) -> Go | None:
        size = settings_view.parse_window(key)
        return self._try(self.app.settings.model_copy(update={"window": size}))

    def _louder(self, value: float) -> Go | None:
        self._keep(self.app.settings.model_copy(update={"volume": round(value) / 100}))
        self.app.audio.play(Sound.BELL)
        return None

    def _keep(self, settings: Settings) -> Go | None:
        self.app.apply(settings)
        return None

    def _try(self, settings: Settings) -> Go | None:
        before = self.trial.before if self.trial is not None else self.app.settings
        self.trial = Trial(before)
        self.app.apply(settings, keep=False)
        return None

    def _ask(self, ui: Ui) -> None:
        self._dialog = Modal(
            ui,
            text("settings.keep_heading"),
            self._question(),
            (
                ("settings.keep", "k", self._confirmed, Look.PRIMARY),
                ("settings.revert", "r", self._revert, Look.PLAIN),
            ),
        )
        ui.open(self._dialog)

    def _question(self) -> str:
        left = self.trial.seconds_left if self.trial is not None else 0.0
        return text("settings.keep_question", seconds=max(0, round(left)))

    def _confirmed(self) -> Go | None:
        self.trial = None
        self.app.apply(self.app.settings)
        return None

    def _revert(self) -> Go | None:
        if self.trial is not None:
            before, self.trial = self.trial.before, None
            self.app.apply(before)
        return None

    def update(self, dt: float) -> Go | None:
        if self.trial is None:
            return None
        if self.trial.pass_time(dt):
            return self._revert() or Rebuild()
        if self._dialog is not None:
            self._dialog.body.set(self._question())
        return None

    def left(self) -> None:
        # Nobody leaves settings on trial behind.
        self.trial = None
