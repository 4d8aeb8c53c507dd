#!/usr/bin/env python
"""Run a management command; catalogues of the interface are compiled first where they are stale."""
import os
import sys

from coachwerk.catalogues import compile_stale

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coachwerk.settings")
    compile_stale()
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
