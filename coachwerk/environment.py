"""Read the environment for the settings: safe defaults, one clear line on a mistake."""

import os
import secrets
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


def secret_key(folder: Path) -> str:
    """The key from COACHWERK_SECRET_KEY, or one made once and kept in `folder` with mode 600."""
    if given := os.environ.get("COACHWERK_SECRET_KEY"):
        return given
    path = folder / "secret_key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"Cannot make the folder {folder} ({error.strerror}).") from error
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    except OSError as error:
        message = f"No secret key: cannot write {path} ({error.strerror}). Set COACHWERK_SECRET_KEY."
        raise ImproperlyConfigured(message) from error
    try:
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"No secret key: cannot read {path}.") from error
    if not key:
        raise ImproperlyConfigured(f"The secret key in {path} is empty. Delete that file or set COACHWERK_SECRET_KEY.")
    return key
