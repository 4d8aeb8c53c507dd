from django.urls import path
from django.utils.translation import gettext_lazy as _

from techniques import views

app_name = "techniques"
urlpatterns = [
    path(_("techniques/"), views.technique_list, name="list"),
    path(_("techniques/<int:number>/"), views.technique_by_number, name="technique_by_number"),
    path(_("techniques/<int:number>-<slug:slug>/"), views.technique, name="technique"),
    path(_("situations/"), views.situation_list, name="situations"),
    path(_("situations/<slug:slug>/"), views.situation, name="situation"),
    path(_("pitfalls/"), views.pitfall_list, name="pitfalls"),
    path(_("pitfalls/<slug:slug>/"), views.pitfall, name="pitfall"),
]
