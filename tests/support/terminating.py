"""How a process of the tests or benchmarks ends when it is asked to (SIGTERM)."""

from __future__ import annotations

import signal
import threading


def unwind_when_terminated() -> None:
    """Makes SIGTERM end this process as Ctrl-C does: what it opened is closed and removed.

    By default a process ends on the spot, and its servers and folders stay behind. Another
    handler, if one is set, stays.
    """
    in_main = threading.current_thread() is threading.main_thread()
    if in_main and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, signal.default_int_handler)
