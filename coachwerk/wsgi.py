"""The WSGI application, for `manage.py start` and for any other server."""

import os

from coachwerk.catalogues import compile_stale

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coachwerk.settings")
compile_stale()

from django.core.wsgi import get_wsgi_application  # noqa: E402 - the catalogues come first

application = get_wsgi_application()
