"""Running something in a process of its own, to see what it takes from a fresh start."""

from __future__ import annotations

import importlib
import multiprocessing
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import django


@dataclass(frozen=True)
class Taken:
    """`megabytes`: the most memory held beyond what the product takes at rest (Django, dictionaries, libraries)."""

    result: Any
    seconds: float
    megabytes: float


def apart(act: Callable[..., Any], *arguments: Any) -> Taken:
    """Run a module's function in a fresh process with Django set up; its start is not counted."""
    with multiprocessing.get_context("spawn").Pool(1, initializer=django.setup) as pool:
        return pool.apply(_measured, (act, arguments))


def process_of(act: Callable[[], object]) -> BaseProcess:
    """Start a module's function in a fresh process with Django set up; whoever asked ends it."""
    # By name: the module may load models, which only works once Django is set up there.
    process = multiprocessing.get_context("spawn").Process(target=_begin, args=(act.__module__, act.__name__))
    process.start()
    return process


def _begin(module: str, name: str) -> None:
    django.setup()
    getattr(importlib.import_module(module), name)()


def _measured(act: Callable[..., Any], arguments: tuple[Any, ...]) -> Taken:
    rest = _memory("VmRSS")
    started = time.perf_counter()
    result = act(*arguments)
    seconds = time.perf_counter() - started
    return Taken(result, seconds, _memory("VmHWM") - rest)


def _memory(what: str) -> float:
    """Megabytes held now (VmRSS) or at most so far (VmHWM). Not ru_maxrss: a new process starts with its parent's."""
    found = re.search(rf"{what}:\s+(\d+) kB", Path("/proc/self/status").read_text(encoding="ascii"))
    return int(found[1]) / 1024 if found else 0.0
