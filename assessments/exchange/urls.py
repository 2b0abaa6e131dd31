"""The page that reads a document in."""

from django.urls import path

from . import views

urlpatterns = [
    path("import/", views.import_page, name="import"),
]
