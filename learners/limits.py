"""A limit on wrong codes: in memory, forgotten after a while, and without an address of anyone.

What tells callers apart is a keyed hash whose key lives and dies with the process.
"""

import hashlib
import hmac
import secrets
import time
from collections import deque
from threading import Lock

WRONG = 10  # wrong codes that one caller may try
SECONDS = 600  # within this time
CALLERS = 10_000  # that are remembered at most

_key = secrets.token_bytes(32)
_tries: dict[bytes, deque[float]] = {}
_lock = Lock()


def _caller(address: str) -> bytes:
    return hmac.digest(_key, address.encode(), hashlib.sha256)


def wait(address: str) -> int:
    """The seconds that a caller has to wait before trying again; 0 for none."""
    now = time.monotonic()
    with _lock:
        tries = _tries.get(_caller(address), deque())
        while tries and now - tries[0] > SECONDS:
            tries.popleft()
        return int(SECONDS - (now - tries[0])) + 1 if len(tries) >= WRONG else 0


def wrong(address: str) -> None:
    """Remember a wrong code for a while."""
    now = time.monotonic()
    with _lock:
        if len(_tries) >= CALLERS:
            for caller in [caller for caller, tries in _tries.items() if not tries or now - tries[-1] > SECONDS]:
                del _tries[caller]
        while len(_tries) >= CALLERS:
            del _tries[next(iter(_tries))]
        _tries.setdefault(_caller(address), deque(maxlen=WRONG)).append(now)


def forget() -> None:
    """Start anew."""
    with _lock:
        _tries.clear()
