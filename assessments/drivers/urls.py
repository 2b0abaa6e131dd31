from django.urls import path

from assessments.drivers import views

urlpatterns = [
    path("a/<str:pk>/drivers/", views.drivers, name="drivers"),
    path("a/<str:pk>/drivers/read/", views.driver_read, name="driver-read"),
    path("a/<str:pk>/drivers/add/", views.driver_add, name="driver-add"),
    path("a/<str:pk>/drivers/<str:driver>/", views.driver, name="driver"),
    path("a/<str:pk>/drivers/<str:driver>/move/", views.driver_move, name="driver-move"),
    path("a/<str:pk>/drivers/<str:driver>/delete/", views.driver_delete, name="driver-delete"),
]
