"""Compile the interface's translations with Babel, so that no system tool is needed.

Addresses are translated too, so the settings call this before anything else can ask for a text.
"""

import hashlib
import os
import tempfile
from pathlib import Path

SOURCES = Path(__file__).resolve().parent.parent / "locale"


def compile_stale(into: Path, sources: Path = SOURCES) -> list[Path]:
    """Write a `django.mo` under `into` for every `django.po` that it was not made of; return what was written.

    Beside it lies the digest of its source: times say little after unpacking a release.

    Raises OSError where that folder cannot be written and a catalogue is missing or stale.
    """
    written = []
    for source in sorted(sources.glob("*/LC_MESSAGES/django.po")):
        target = into / source.relative_to(sources).with_suffix(".mo")
        digest = hashlib.sha256(source.read_bytes()).hexdigest()
        made_of = target.with_suffix(".digest")
        if target.exists() and made_of.exists() and made_of.read_text() == digest:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _compile(source, target)
        made_of.write_text(digest)
        written.append(target)
    return written


def _compile(source: Path, target: Path) -> None:
    from babel.messages.mofile import write_mo  # only where something is stale: Babel takes a tenth of a second
    from babel.messages.pofile import read_po

    with source.open("rb") as file:
        catalogue = read_po(file, locale=source.parts[-3])
    handle, partial = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        write_mo(file, catalogue)
    os.chmod(partial, 0o644)  # whoever serves may be another user
    os.replace(partial, target)  # two processes may start at once
