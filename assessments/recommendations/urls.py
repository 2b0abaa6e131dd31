from django.urls import path

from assessments.recommendations import views

urlpatterns = [
    path("a/<str:pk>/recommendations/", views.recommendations, name="recommendations"),
    path("a/<str:pk>/recommendations/read/", views.recommendation_read, name="recommendation-read"),
    path("a/<str:pk>/recommendations/add/", views.recommendation_add, name="recommendation-add"),
    path("a/<str:pk>/recommendations/<str:recommendation>/", views.recommendation, name="recommendation"),
    path(
        "a/<str:pk>/recommendations/<str:recommendation>/edit/", views.recommendation_edit, name="recommendation-edit"
    ),
    path(
        "a/<str:pk>/recommendations/<str:recommendation>/risks/",
        views.recommendation_risks,
        name="recommendation-risks",
    ),
    path(
        "a/<str:pk>/recommendations/<str:recommendation>/themes/",
        views.recommendation_themes,
        name="recommendation-themes",
    ),
    path(
        "a/<str:pk>/recommendations/<str:recommendation>/delete/",
        views.recommendation_delete,
        name="recommendation-delete",
    ),
]
