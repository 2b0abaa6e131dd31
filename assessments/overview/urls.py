"""The list of assessments, and the overview and settings of one."""

from django.urls import path

from . import settings_views, step_views, views

urlpatterns = [
    path("", views.assessment_list, name="assessments"),
    path("new/", views.new_assessment, name="assessment-new"),
    path("restore/<str:pk>/", views.restore, name="assessment-restore"),
    path("a/<str:pk>/", views.overview, name="overview"),
    path("a/<str:pk>/spine/", views.spine, name="spine"),
    path("a/<str:pk>/steps/<str:step_id>/", views.step, name="step"),
    path("a/<str:pk>/agenda/<str:step_id>/", step_views.agenda_step, name="agenda-step"),
    path("a/<str:pk>/agenda/<str:step_id>/edit/", step_views.agenda_step_edit, name="agenda-step-edit"),
    path("a/<str:pk>/settings/", settings_views.settings, name="settings"),
    path("a/<str:pk>/settings/extensions/", settings_views.extension, name="assessment-extension"),
    path("a/<str:pk>/delete/", settings_views.delete, name="assessment-delete"),
]
