from django.urls import path
from django.utils.translation import gettext_lazy as _

from techniques import views

app_name = "techniques"
urlpatterns = [
    path(_("techniques/"), views.technique_list, name="list"),
    path(_("techniques/cards/"), views.technique_cards, name="cards"),
    path(_("techniques/<int:number>/"), views.technique, name="technique_by_number"),
    path(_("techniques/<int:number>-<slug:slug>/"), views.technique, name="technique"),
    path(_("search/"), views.search, name="search"),
    path(_("basics/"), views.principle_list, name="principles"),
    path(_("basics/<slug:slug>/"), views.principle, name="principle"),
    path(_("concepts/"), views.concept_list, name="concepts"),
    path(_("concepts/<slug:slug>/"), views.concept, name="concept"),
    path(_("situations/"), views.situation_list, name="situations"),
    path(_("situations/<slug:slug>/"), views.situation, name="situation"),
    path(_("pitfalls/"), views.pitfall_list, name="pitfalls"),
    path(_("pitfalls/<slug:slug>/"), views.pitfall, name="pitfall"),
]
