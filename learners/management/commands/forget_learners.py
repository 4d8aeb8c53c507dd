"""Forget learners that were not seen for a while, with everything that was kept of them."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from learners.models import Learner

MOST = 1200  # months: a hundred years


class Command(BaseCommand):
    help = "Forget learners that were not seen for some months, with everything that was kept of them."

    def add_arguments(self, parser):
        parser.add_argument("--months", type=int, default=settings.LEARNER_MONTHS, help="default: %(default)s")

    def handle(self, *, months, **options):
        if not 1 <= months <= MOST:
            raise CommandError(f"--months must be from 1 to {MOST}.")
        unused = Learner.objects.unused_for(months)
        count = unused.count()
        unused.delete()
        self.stdout.write(f"{count} learners forgotten.")
