from django.urls import path

from . import views

urlpatterns = [
    path("a/<str:pk>/undo/<int:revision>/", views.undo, name="undo"),
]
