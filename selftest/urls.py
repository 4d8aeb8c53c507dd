from django.urls import path
from django.utils.translation import gettext_lazy as _

from selftest import views

app_name = "selftest"
urlpatterns = [
    path(_("self-test/"), views.start, name="start"),
    path(_("how-the-self-test-counts/"), views.scoring, name="scoring"),
    path(_("self-test/result/<int:number>/"), views.result, name="result"),
    path(_("self-test/result/<int:number>/self-image.json"), views.download, {"kind": "json"}, name="json"),
    path(_("self-test/result/<int:number>/self-image.csv"), views.download, {"kind": "csv"}, name="csv"),
    path(_("self-test/<int:number>/question/<int:step>/"), views.question, name="question"),
    path(_("self-test/<int:number>/overview/"), views.overview, name="overview"),
]
