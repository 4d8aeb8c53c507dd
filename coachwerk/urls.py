"""All addresses. Dutch has no prefix; English lives under /en/ with English words."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from coachwerk import views

handler400 = views.bad_request
handler403 = views.forbidden
handler404 = views.not_found
handler500 = views.server_error

urlpatterns = [
    path("admin/", admin.site.urls),
    path("healthz", views.healthz),
    path("readyz", views.readyz),
    path("robots.txt", views.robots_txt),
    path(".well-known/security.txt", views.security_txt),
    *i18n_patterns(
        path("", views.home, name="home"),
        path("", include("techniques.urls")),
        path("", include("conversations.urls")),
        path("", include("selftest.urls")),
        path("", include("learners.urls")),
        path(_("about/"), views.prose, {"page": "about"}, name="about"),
        path(_("privacy/"), views.prose, {"page": "privacy"}, name="privacy"),
        path(_("what-does-my-employer-see/"), views.prose, {"page": "employer"}, name="employer"),
        path(_("accessibility/"), views.prose, {"page": "accessibility"}, name="accessibility"),
        prefix_default_language=False,
    ),
]
