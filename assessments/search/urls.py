from django.urls import path

from . import views

urlpatterns = [
    path("a/<str:pk>/search/", views.page, name="search"),
    path("a/<str:pk>/search/suggestions/", views.suggestions, name="search-suggestions"),
]
