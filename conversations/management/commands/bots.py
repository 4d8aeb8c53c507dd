"""Let players with one habit each play the rehearsals, and print what comes of it."""

from django.core.management.base import BaseCommand

from conversations import bots
from conversations.models import Scenario, read_script


class Command(BaseCommand):
    help = "Plays every rehearsal many times with each habit and prints how the talks end, in percent."

    def add_arguments(self, parser):
        parser.add_argument("keys", nargs="*", help="of scenarios; all where none is named")
        parser.add_argument("--plays", type=int, default=1000, help="per habit (default 1000)")

    def handle(self, *args, keys, plays, **options):
        scenarios = Scenario.objects.all()
        for scenario in scenarios.filter(key__in=keys) if keys else scenarios:
            script, faults = read_script(scenario.script)
            if faults:
                self.stderr.write(f"{scenario.key}: {faults[0]}")
                continue
            tallies = {name: bots.tally(script, habit, plays) for name, habit in bots.HABITS.items()}
            best, chance = bots.longest_is_best(script)
            replies = sum(len(scene.replies) for scene in script.scenes.values())
            self.stdout.write(f"{scenario.key}: {len(script.scenes)} scenes, {replies} replies, {plays} plays a habit")
            for line in bots.table(tallies):
                self.stdout.write(f"  {line}")
            self.stdout.write(
                f"  the longest reply is the best one in {best:.0%} of the scenes; by chance {chance:.0%}\n\n"
            )
