"""The WSGI application, for `manage.py start` and for any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coachwerk.settings")
application = get_wsgi_application()
