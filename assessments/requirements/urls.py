from django.urls import path

from assessments.requirements import views

urlpatterns = [
    path("a/<str:pk>/requirements/", views.requirements, name="requirements"),
    path("a/<str:pk>/requirements/add/", views.requirement_add, name="requirement-add"),
    path("a/<str:pk>/requirements/read/", views.requirement_read, name="requirement-read"),
    path("a/<str:pk>/requirements/<str:requirement>/", views.requirement, name="requirement"),
    path("a/<str:pk>/requirements/<str:requirement>/edit/", views.requirement_edit, name="requirement-edit"),
    path("a/<str:pk>/requirements/<str:requirement>/delete/", views.requirement_delete, name="requirement-delete"),
]
