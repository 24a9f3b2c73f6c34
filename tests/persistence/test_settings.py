"""Settings: kept exactly, and never lost to a damaged file."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from game.persistence.settings import Settings, SettingsStore, read_settings, write_settings

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
SETTINGS = st.builds(
    Settings,
    scale_percent=st.integers(75, 250),
    window=st.tuples(st.integers(640, 4000), st.integers(480, 4000)),
    fullscreen=st.booleans(),
    palette=st.sampled_from(["atlas", "deutan", "tritan"]),
    volume=st.floats(0, 1),
    keys=st.dictionaries(WORDS, WORDS, max_size=5),
    places=st.lists(st.tuples(WORDS, WORDS, *[st.floats(-1e6, 1e6)] * 3), max_size=3).map(tuple),
    muted_notices=st.lists(WORDS, max_size=4).map(tuple),
)


@given(SETTINGS)
def test_what_is_written_is_read_back(settings: Settings) -> None:
    assert read_settings(write_settings(settings).encode()) == (settings, ())


@given(st.binary(max_size=200))
def test_no_bytes_raise(raw: bytes) -> None:
    settings, faults = read_settings(raw)

    assert settings == Settings() or not faults or settings.model_fields_set


def test_a_missing_file_is_no_fault(tmp_path: Path) -> None:
    assert SettingsStore(tmp_path).load() == (Settings(), ())


def test_settings_survive_the_store(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "not" / "yet")
    chosen = Settings(scale_percent=150, window=(1920, 1080), keys={"end_turn": "return"})

    store.save(chosen)

    assert store.load() == (chosen, ())
    assert [path.name for path in store.path.parent.iterdir()] == ["settings.toml"]


def test_one_wrong_value_costs_that_value_only_and_is_named_with_its_line(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path)
    text = "fullscreen = true\nscale_percent = 20\ncolour = 3\n"
    store.path.write_text(text, encoding="utf-8")

    settings, faults = store.load()

    assert settings == Settings(fullscreen=True)
    assert faults[0].startswith(f"{store.path}:2: scale_percent: should be greater than or equal")
    assert faults[1] == f"{store.path}:3: colour: no such setting"
    assert (tmp_path / "settings.toml.bad").read_text(encoding="utf-8") == text


def test_text_that_is_no_toml_is_kept_aside(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path)
    store.path.write_text("sound = true\nvolume = = 1\n", encoding="utf-8")

    settings, faults = store.load()

    assert settings == Settings()
    assert faults[0].startswith(f"{store.path}:2: ")
    assert (tmp_path / "settings.toml.bad").exists()
