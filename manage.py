#!/usr/bin/env python
"""Run a management command; catalogues of the interface are compiled first where they are stale."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from coachwerk.catalogues import compile_stale


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coachwerk.settings")
    try:
        compile_stale()
        _ = settings.DEBUG  # reads the settings: a mistake in the environment is one clear line
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"Cannot write {error.filename}: {error.strerror}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
