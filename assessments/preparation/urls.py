"""Phase 0 of an assessment: its people, agenda, documents, scope and decision."""

from django.urls import path

from . import document_views, file_views, invitation_views, people_views, views

urlpatterns = [
    path("a/<str:pk>/preparation/", views.preparation, name="preparation"),
    path("a/<str:pk>/preparation/agenda/", views.agenda, name="agenda"),
    path("a/<str:pk>/preparation/dates/", views.dates, name="agenda-dates"),
    path("a/<str:pk>/preparation/template/", views.template, name="agenda-template"),
    path("a/<str:pk>/preparation/decision/", views.decision, name="preparation-decision"),
    path("a/<str:pk>/preparation/decide/", views.decide, name="preparation-decide"),
    path("a/<str:pk>/preparation/documents/add/", document_views.document_add, name="requested-add"),
    path("a/<str:pk>/preparation/documents/read/", document_views.document_read, name="requested-read"),
    path("a/<str:pk>/preparation/documents/<str:document>/", document_views.document, name="requested"),
    path("a/<str:pk>/preparation/documents/<str:document>/edit/", document_views.document_edit, name="requested-edit"),
    path(
        "a/<str:pk>/preparation/documents/<str:document>/received/",
        document_views.document_received,
        name="requested-received",
    ),
    path(
        "a/<str:pk>/preparation/documents/<str:document>/delete/",
        document_views.document_delete,
        name="requested-delete",
    ),
    path("a/<str:pk>/preparation/documents/<str:document>/file/", file_views.document_file, name="requested-file"),
    path("a/<str:pk>/preparation/documents/<str:document>/file/add/", file_views.file_add, name="requested-file-add"),
    path(
        "a/<str:pk>/preparation/documents/<str:document>/file/remove/",
        file_views.file_remove,
        name="requested-file-remove",
    ),
    path("a/<str:pk>/people/", people_views.people, name="people"),
    path("a/<str:pk>/invitations/", invitation_views.invite, name="invite"),
    path("a/<str:pk>/invitations/<str:invitation>/", invitation_views.invitation, name="invitation"),
    path("join/<str:token>/", invitation_views.join, name="join"),
    path("a/<str:pk>/people/<str:person_id>/", people_views.person, name="person"),
    path("a/<str:pk>/people/<str:person_id>/edit/", people_views.person_edit, name="person-edit"),
]
