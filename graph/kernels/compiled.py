"""The route search compiled to machine code, in the background, where numba is installed.

Until that is done, or without numba, the same functions run as plain Python: the same answers,
some hundred times slower.
"""

from __future__ import annotations

import hashlib
import importlib
import inspect
import threading
from collections.abc import Callable
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import structlog

from graph.kernels import arrays as route_arrays
from graph.kernels import bounds as route_bounds
from graph.kernels import keeping as route_keeping
from graph.kernels import reach as reach_kernel
from graph.kernels import routes as route_kernel
from graph.kernels import walk as route_walk

_MODULES: tuple[ModuleType, ...] = (
    route_arrays,
    route_bounds,
    route_keeping,
    route_walk,
    route_kernel,
    reach_kernel,
)
_log = structlog.get_logger("qiaotu")


class Kernels:
    """The functions in use: plain ones at first, compiled ones once they are ready."""

    def __init__(self) -> None:
        self._plain = _plain()
        self._functions = self._plain
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    @property
    def compiled(self) -> bool:
        """Whether the machine code is ready."""
        return self._functions is not self._plain

    def pair(self, name: str) -> tuple[Callable[..., Any], bool]:
        """A function, and whether it is compiled: plain ones take memoryviews of arrays."""
        functions = self._functions
        return functions[name], functions is not self._plain

    def compile(self, cache: Path | None, warm_up: Callable[[Kernels], None]) -> threading.Thread:
        """Starts compiling in the background, once; `warm_up` calls every function that matters.

        `cache`: a folder that keeps the machine code from one start to the next.
        """
        with self._starting:
            if self._thread is None:
                self._thread = threading.Thread(
                    target=self._compile, args=(cache, warm_up), name="compile", daemon=True
                )
                self._thread.start()
            return self._thread

    def _compile(self, cache: Path | None, warm_up: Callable[[Kernels], None]) -> None:
        try:
            ready = Kernels()
            ready._functions = _compiled(cache)
            warm_up(ready)
        except Exception as error:  # noqa: BLE001 - whatever fails here, plain Python still answers
            _log.warning("routes_not_compiled", reason=str(error).splitlines()[:1])
            return
        self._functions = ready._functions


def _plain() -> dict[str, Callable[..., Any]]:
    return {
        name: function
        for module in _MODULES
        for name, function in vars(module).items()
        if inspect.isfunction(function) and function.__module__ == module.__name__
    }


def _compiled(cache: Path | None) -> dict[str, Callable[..., Any]]:
    # Optional, and slow to import.
    numba = importlib.import_module("numba")
    if cache is not None:
        # numba looks at the entry's file alone to tell old code from new; we look at all of them.
        numba.config.CACHE_DIR = str(cache / _fingerprint())
    namespace: dict[str, Any] = {}
    for module in _MODULES:
        namespace |= vars(module)
    for name, function in _plain().items():
        twin = FunctionType(function.__code__, namespace, name, function.__defaults__)
        namespace[name] = numba.njit(nogil=True, cache=cache is not None, _nrt=False)(twin)
    return {name: namespace[name] for name in _plain()}


def _fingerprint() -> str:
    sources = b"".join(Path(inspect.getfile(module)).read_bytes() for module in _MODULES)
    return hashlib.blake2b(sources, digest_size=8).hexdigest()


KERNELS = Kernels()
