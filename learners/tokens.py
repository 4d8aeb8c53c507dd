"""Secrets that stand for a learner: the token in the cookie and the code to take along. PURE: no Django.

Both have more than 128 bits from the system's source of chance, so neither can be guessed, and a plain SHA-256 is
enough to keep them by: there is nothing to try.
"""

import hashlib
import re
import secrets

TOKEN_BYTES = 24  # 192 bits, 32 characters in a cookie
TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
LETTERS = "ACDEFGHJKMNPQRTVWXY34679"  # 24: of what looks alike by hand (0 O, 1 I L, 2 Z, 5 S, 8 B, U V) one or none
GROUPS, GROUP = 7, 4  # 28 letters of 4.58 bits: 128 bits
LONGEST = 200  # characters typed that are looked at


def new_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def is_token(text: str) -> bool:
    """Whether a cookie's value has the form of a token; anything else counts as no cookie."""
    return bool(TOKEN.fullmatch(text))


def new_code() -> str:
    """Groups of letters and digits to copy by hand, such as "K7QM-..."."""
    letters = [secrets.choice(LETTERS) for _ in range(GROUPS * GROUP)]
    return "-".join("".join(letters[start : start + GROUP]) for start in range(0, len(letters), GROUP))


def clean_code(typed: str) -> str:
    """A code as someone typed it, in small letters or with other marks between its groups; "" where it is none."""
    letters = "".join(character for character in typed[:LONGEST].upper() if character.isalnum())
    return letters if len(letters) == GROUPS * GROUP and set(letters) <= set(LETTERS) else ""


def digest(secret: str) -> str:
    """What is kept of a secret: 64 hexadecimal digits."""
    return hashlib.sha256(secret.encode()).hexdigest()
