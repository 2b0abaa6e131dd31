from django.urls import path

from assessments.architecture import approach_views, component_views, connection_views, view_views, views

COMPONENT = "a/<str:pk>/components/<str:component>/"
CONNECTION = "a/<str:pk>/architecture/connections/<str:connection>/"
APPROACH = "a/<str:pk>/approaches/<str:approach>/"
VIEW = "a/<str:pk>/architecture/views/<str:view>/"

urlpatterns = [
    path("a/<str:pk>/architecture/", views.architecture, name="architecture"),
    path("a/<str:pk>/architecture/graph/", views.graph, name="architecture-graph"),
    path("a/<str:pk>/architecture/views/add/", view_views.view_add, name="view-add"),
    path(VIEW, view_views.view, name="view"),
    path(f"{VIEW}edit/", view_views.view_edit, name="view-edit"),
    path(f"{VIEW}image/", view_views.view_image, name="view-image"),
    path(f"{VIEW}delete/", view_views.view_delete, name="view-delete"),
    path("a/<str:pk>/uploads/<str:upload>/<str:sha256>/", view_views.upload, name="upload"),
    path("a/<str:pk>/components/add/", views.component_add, name="component-add"),
    path("a/<str:pk>/components/read/", views.component_read, name="component-read"),
    path(COMPONENT, component_views.component, name="component"),
    path(f"{COMPONENT}edit/", component_views.component_edit, name="component-edit"),
    path(f"{COMPONENT}connections/", component_views.component_connections, name="component-connections"),
    path(f"{COMPONENT}approaches/", component_views.component_approaches, name="component-approaches"),
    path(f"{COMPONENT}delete/", component_views.component_delete, name="component-delete"),
    path(CONNECTION, connection_views.connection, name="connection"),
    path(f"{CONNECTION}edit/", connection_views.connection_edit, name="connection-edit"),
    path(f"{CONNECTION}delete/", connection_views.connection_delete, name="connection-delete"),
    path("a/<str:pk>/approaches/add/", views.approach_add, name="approach-add"),
    path("a/<str:pk>/approaches/read/", views.approach_read, name="approach-read"),
    path(APPROACH, approach_views.approach, name="approach"),
    path(f"{APPROACH}edit/", approach_views.approach_edit, name="approach-edit"),
    path(f"{APPROACH}components/", approach_views.approach_components, name="approach-components"),
    path(f"{APPROACH}delete/", approach_views.approach_delete, name="approach-delete"),
]
