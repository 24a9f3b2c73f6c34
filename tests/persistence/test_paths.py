"""Where the game keeps what it writes."""

from pathlib import Path

import pytest

import game
from game.persistence import paths

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _no_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(paths.HOME_VARIABLE, raising=False)


def test_in_a_checkout_saves_lie_in_its_own_folder() -> None:
    assert paths.checkout() == ROOT
    assert paths.saves_folder() == ROOT / "saves"
    assert paths.shipped() == ROOT


def test_an_installed_game_keeps_saves_in_the_platforms_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "site-packages" / "game"
    package.mkdir(parents=True)
    monkeypatch.setattr(game, "__file__", str(package / "__init__.py"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))

    assert paths.checkout() is None
    assert "indivisible" in paths.saves_folder().parts
    assert paths.saves_folder().name == "saves"
    assert paths.shipped() == package / "_data"


def test_somebody_elses_project_around_the_package_is_no_checkout(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "other"\n', encoding="utf-8")
    monkeypatch.setattr(game, "__file__", str(tmp_path / "game" / "__init__.py"))

    assert paths.checkout() is None


def test_one_variable_moves_everything(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.HOME_VARIABLE, str(tmp_path))

    assert paths.saves_folder() == tmp_path / "saves"
    assert paths.settings_folder() == tmp_path
    assert paths.campaigns_folder() == tmp_path / "campaigns"
