"""What the database and the static files need before the site can start. Every step may be repeated safely."""

import hashlib
import os
from pathlib import Path

from launch import postgres
from launch.command import run
from launch.environment import DATA, LOCKS, ROOT, VENV, Stop, say
from launch.packages import python


def manage(*arguments: str, env: dict[str, str]) -> None:
    """Run a management command as the database owner, its answer unheard; raises Stop when it fails, in its words."""
    if run([python(), str(ROOT / "manage.py"), *arguments], env=env, cwd=str(ROOT), silent=True):
        raise Stop(f"`manage.py {' '.join(arguments)}` failed; its message is above.")


def prepare_database(env: dict[str, str], *, demo_accounts: bool = True) -> None:
    """Bring the schema, the areas and code tables and the demo sign-ins up to date."""
    say("Updating the database, areas and codes 更新数据库、行政区划与代码")
    accounts = ["demo_accounts"] if demo_accounts and is_demo(env) else []
    manage("several", "migrate", "load_areas", *accounts, "-v", "0", env=env)
    if not is_demo(env):
        manage("check_accounts", env=env)


def is_demo(env: dict[str, str]) -> bool:
    """Say whether this is a demo, with sign-ins and people made up; DEMO=0 says that a real office is served."""
    return env.get("DEMO") == "1"


def prepare_demo(env: dict[str, str]) -> None:
    """Make the demo population in a base without a single resident; nothing in a real office."""
    residents = (os.environ.get("DEMO_RESIDENTS") or "20000") if is_demo(env) else "0"
    if not residents.isdigit():
        raise Stop(f"DEMO_RESIDENTS must be a number; it is {residents!r}.")
    # Seeding commits as it goes; this file tells the next start that it was cut short and has to begin again.
    unfinished = LOCKS / "seeding"
    again = ["--replace"] if unfinished.exists() else []
    populated = postgres.ask("SELECT EXISTS (SELECT FROM residents_person)", url=env["DATABASE_URL"]) == "t"
    if residents == "0" or (populated and not again):
        return
    say(f"Making {residents} demo residents 生成演示居民")
    unfinished.touch()
    manage("seed_demo", "--residents", residents, "--seed", "1", *again, env=env)
    manage("demo_desk", env=env)
    manage("demo_elections", env=env)
    manage("load_compliance", env=env)
    unfinished.unlink()


def prepare_static(env: dict[str, str]) -> None:
    """Collect and compress the static files, when one of them or a package has changed since the last time."""
    stamp = DATA / "static" / ".collected"
    wanted = _static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    say("Collecting static files 收集静态文件")
    manage("collectstatic", "--noinput", "--clear", "-v", "0", env=env)
    stamp.write_text(wanted, encoding="ascii")


def _static_fingerprint() -> str:
    folders = [ROOT / "static", *(folder for folder in sorted(ROOT.glob("*/static")) if folder.parent != DATA)]
    files = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    stamps = [*files, *sorted(VENV.glob(".*.installed"))]
    lines = (f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in map(Path, stamps))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
