from django.urls import path

from assessments.capture import views

urlpatterns = [
    path("a/<str:pk>/capture/", views.capture, name="capture"),
    path("a/<str:pk>/capture/add/", views.capture_add, name="capture-add"),
    path("a/<str:pk>/capture/read/", views.capture_read, name="capture-read"),
]
