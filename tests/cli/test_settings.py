"""Settings: where each comes from, and clear errors."""

from pathlib import Path

import pytest

from cli import settings
from tests.cli.conftest import Run


def test_environment_before_env_file_before_toml(settings_env: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (settings_env / "duijie.toml").write_text('port = 1\nhost = "toml"\nencoder = "toml"\n')
    (settings_env / ".env").write_text("DUIJIE_PORT=2\nDUIJIE_HOST=env\nUNRELATED=x\n")
    monkeypatch.setenv("DUIJIE_PORT", "3")
    found = settings.load()
    assert (found.port, found.host, found.encoder) == (3, "env", "toml")
    sources = {e.name: e.source for e in settings.entries(found)}
    assert sources["DUIJIE_PORT"] == "环境变量"
    assert sources["DUIJIE_HOST"].startswith("env 文件")
    assert sources["DUIJIE_ENCODER"].startswith("TOML 文件")
    assert sources["DUIJIE_OFFLINE"] == "默认值"


@pytest.mark.parametrize(("name", "value"), [("DUIJIE_PORT", "many"), ("DUIJIE_PRT", "1")])
def test_a_wrong_setting_is_named(
    settings_env: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(settings.SettingsError, match=name):
        settings.load()


def test_a_broken_toml_is_named(settings_env: Path) -> None:
    (settings_env / "duijie.toml").write_text("port = = 1")
    with pytest.raises(settings.SettingsError, match=r"duijie\.toml"):
        settings.load()


def test_config_hides_secrets(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIJIE_NEO4J_PASSWORD", "geheim-1")
    said = run("config", "--json")
    assert "geheim" not in said.stdout
    assert next(e for e in said.json if e["name"] == "DUIJIE_NEO4J_PASSWORD")["value"] == "******"


def test_every_setting_is_in_the_documentation(settings_env: Path) -> None:
    text = (Path(__file__).parents[2] / "docs" / "settings.md").read_text("utf-8")
    for entry in settings.entries(settings.load()):
        assert f"| `{entry.name}` | {entry.description} |" in text
