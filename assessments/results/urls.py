from django.urls import path

from assessments.results import views

urlpatterns = [
    path("a/<str:pk>/results/", views.results, name="results"),
    path("a/<str:pk>/results/present/", views.present, name="present"),
    path("a/<str:pk>/results/slides.pptx", views.slides, name="slides"),
]
