"""Pages that are only read."""

from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe


def reading(view):
    """GET and HEAD only. Anything else is told so (405), also without a form's token: there is no form to protect."""
    return csrf_exempt(require_safe(view))
