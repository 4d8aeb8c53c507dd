from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class SelftestConfig(AppConfig):
    name = "selftest"
    verbose_name = _("Self-test")

    def ready(self):
        from selftest import models, own
        from selftest.checks import selftest_is_whole
        from techniques import version

        checks.register(selftest_is_whole)
        version.track(models.Item, models.Reaction, models.Statement)
        own.register()
