from django.urls import path
from django.utils.translation import gettext_lazy as _

from learners import views

app_name = "learners"
urlpatterns = [
    path(_("my/"), views.my_data, name="my"),
    path(_("my/data.json"), views.export, name="export"),
    path(_("my/erase/"), views.erase, name="erase"),
    path(_("my/leave/"), views.leave, name="leave"),
    path(_("my/code/"), views.code, name="code"),
    path(_("my/restore/"), views.restore, name="restore"),
]
