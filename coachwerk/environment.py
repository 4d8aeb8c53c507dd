"""Read the environment for the settings: safe defaults, one clear line on a mistake."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}


def flag(name: str, default: bool = False) -> bool:
    """A yes or no from the environment; anything else is a configuration error."""
    value = os.environ.get(name, str(default)).strip().lower()
    if value not in TRUE | FALSE:
        raise ImproperlyConfigured(f"{name} is {value!r}; use 1 or 0.")
    return value in TRUE


def words(name: str, default: str = "") -> list[str]:
    """A comma-separated list from the environment, without empty parts."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def address(name: str, *schemes: str) -> str:
    """An address with one of these schemes from the environment, or "" where there is none."""
    value = os.environ.get(name, "").strip()
    if value and not value.startswith(tuple(f"{scheme}:" for scheme in schemes)):
        raise ImproperlyConfigured(f"{name} is {value!r}; it begins with {' or '.join(f'{s}:' for s in schemes)}")
    return value


def secret_key(folder: Path) -> str:
    """The key from COACHWERK_SECRET_KEY, or one made once and kept in `folder` with mode 600."""
    if given := os.environ.get("COACHWERK_SECRET_KEY"):
        return given
    path = folder / "secret_key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_once(path, secrets.token_urlsafe(50))
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        message = f"No secret key: {path} can be neither read nor made. Set COACHWERK_SECRET_KEY, or mend the folder."
        raise ImproperlyConfigured(message) from error
    if not key:
        raise ImproperlyConfigured(f"The secret key in {path} is empty. Delete that file or set COACHWERK_SECRET_KEY.")
    return key


def _write_once(path: Path, text: str) -> None:
    """Write a file that only its owner reads, whole or not at all; whoever comes second keeps what is there."""
    handle, partial = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(text)
        with contextlib.suppress(FileExistsError):
            os.link(partial, path)
    finally:
        os.unlink(partial)
