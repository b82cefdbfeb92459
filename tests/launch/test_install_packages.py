"""What an ordinary user without sudo reads when the machine lacks system packages."""

from __future__ import annotations

import pytest

from launch import machine
from launch.environment import Stop


def test_without_rights_the_one_command_to_type_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "missing_packages", lambda tests: ["postgresql-15", "redis-server"])
    monkeypatch.setattr(machine, "_root_prefix", lambda: None)
    with pytest.raises(Stop) as stop:
        machine.install_packages(tests=False)
    command = str(stop.value).splitlines()[-1].strip()
    assert command.startswith("sudo sh -c 'apt-get update && apt-get install -y")
    assert command.endswith("postgresql-15 redis-server'")


def test_services_given_from_outside_are_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "_newest", lambda pattern: None)
    monkeypatch.setattr(machine.shutil, "which", lambda name: None)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert {"postgresql-15", "postgresql-15-postgis-3", "redis-server"} <= set(machine.missing_packages(tests=False))
    monkeypatch.setenv("DATABASE_URL", "postgis://example/yisheng")
    monkeypatch.setenv("REDIS_URL", "redis://example")
    missing = machine.missing_packages(tests=False)
    assert not {"postgresql-15", "postgresql-15-postgis-3", "redis-server"} & set(missing)
    assert "postgresql-client-15" in missing
