"""The page that reads a document in, and the documents that were."""

from django.urls import path

from . import views

urlpatterns = [
    path("import/", views.import_page, name="import"),
    path("a/<str:pk>/imported/<str:document>/", views.imported, name="imported"),
    path("a/<str:pk>/imported/<str:document>/file/", views.imported_file, name="imported-file"),
]
