from django.urls import path

from assessments.transfer import views

urlpatterns = [
    path("a/<str:pk>/export.json", views.export_json, name="export-json"),
    path("import/export/", views.import_export, name="import-export"),
]
