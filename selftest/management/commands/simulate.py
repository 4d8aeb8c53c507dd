"""Let people whose style is known take the self-test, and print how well the result finds it again."""

from django.core.management.base import BaseCommand, CommandError

from selftest.questions import questions
from selftest.respondents import STYLES, Asked, recover
from techniques import version


class Command(BaseCommand):
    help = "Let people whose style is known take the self-test, and print how well the result finds it again."

    def add_arguments(self, parser):
        parser.add_argument("--runs", type=int, default=2000, help="of each style; default: %(default)s")

    def handle(self, *, runs, **options):
        asked = questions("nl", version.current())
        if not asked or runs < 2:
            raise CommandError("The content of the self-test is not there." if runs >= 2 else "--runs: at least 2.")
        situations = [Asked(one.step, one.goal, one.asked) for one in asked if one.part == 1]
        self.stdout.write(f"{'style':26}{'centre':>14}{'bias':>16}{'error':>8}{'runs':>7}{'difference':>16}{'fit':>6}")
        for name, respondent in STYLES.items():
            found = recover(respondent, situations, runs)
            self.stdout.write(
                f"{name:26}{pair(found.centre):>14}{pair(found.bias):>16}{found.error:8.2f}{found.between_runs:7.2f}"
                f"{pair(found.difference):>16}{found.fitting:6.1f}"
            )


def pair(values):
    return f"{values[0]:+.2f} {values[1]:+.2f}"
