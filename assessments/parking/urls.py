from django.urls import path

from assessments.parking import views

urlpatterns = [
    path("a/<str:pk>/parked/", views.parked, name="parked"),
    path("a/<str:pk>/parked/add/", views.parked_add, name="parked-add"),
    path("a/<str:pk>/parked/read/", views.parked_read, name="parked-read"),
    path("a/<str:pk>/parked/<str:item>/", views.item, name="parked-item"),
    path("a/<str:pk>/parked/<str:item>/edit/", views.item_edit, name="parked-edit"),
    path("a/<str:pk>/parked/<str:item>/delete/", views.item_delete, name="parked-delete"),
]
