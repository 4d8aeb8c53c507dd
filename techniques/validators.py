"""What a text or a value of the content must be like, wherever it is written: in a fixture or in the admin."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from techniques.levels import CELLS

STEPS_HELP = _("A numbered list; each step begins with a few words in bold.")
LEAD = re.compile(r"\*\*[^*]{3,60}\*\*")


def validate_steps(value):
    """Every step of the list begins with a few words in bold: they stand on the card."""
    steps = re.findall(r"^\d+\. (.*)", value, re.M)
    if not steps or not all(LEAD.match(step) for step in steps):
        raise ValidationError(STEPS_HELP, code="steps")


def validate_zone(value):
    """A zone is a list of different [connection, challenge] pairs, levels 1 to 3."""
    try:
        cells = [(connection, challenge) for connection, challenge in value]
        valid = cells and len(set(cells)) == len(cells) and all(cell in CELLS for cell in cells)
    except (TypeError, ValueError):
        valid = False
    if not valid:
        raise ValidationError(_("Choose one or more cells of the grid."), code="zone")
