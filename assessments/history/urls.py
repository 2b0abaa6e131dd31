from django.urls import path

from . import views

urlpatterns = [
    path("a/<str:pk>/history/", views.history, name="history"),
    path("a/<str:pk>/deleted/", views.deleted, name="deleted"),
    path("a/<str:pk>/deleted/<str:entity>/<str:row_id>/", views.restore, name="restore-row"),
    path("a/<str:pk>/undo/<int:revision>/", views.undo, name="undo"),
]
