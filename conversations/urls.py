from django.urls import path
from django.utils.translation import gettext_lazy as _

from conversations import views

app_name = "conversations"
urlpatterns = [
    path(_("my/talks/"), views.keep, name="keep"),
    path(_("conversations/"), views.conversation_list, name="list"),
    path(_("conversations/rehearse/"), views.rehearsal_list, name="rehearsals"),
    path(_("conversations/<slug:slug>/rehearse/<slug:scenario>/"), views.rehearsal_page, name="rehearsal"),
    path(_("conversations/<slug:slug>/"), views.conversation, name="conversation"),
    path(_("conversations/<slug:slug>/whole/"), views.part, {"name": "whole"}, name="whole"),
    path(_("conversations/<slug:slug>/aid/"), views.part, {"name": "aid"}, name="aid"),
    path(_("conversations/<slug:slug>/prepare/"), views.part, {"name": "sheet"}, name="sheet"),
    path(_("conversations/<slug:slug>/<int:position>/"), views.phase, name="phase_by_position"),
    path(_("conversations/<slug:slug>/<int:position>-<slug:words>/"), views.phase, name="phase"),
]
