from django.urls import path

from assessments.findings import cluster_views, finding_views, review_views, theme_views, views

urlpatterns = [
    path("a/<str:pk>/findings/", views.findings, name="findings"),
    path("a/<str:pk>/findings/read/", views.finding_read, name="finding-read"),
    path("a/<str:pk>/findings/add/", views.finding_add, name="finding-add"),
    path("a/<str:pk>/findings/assign/", views.findings_assign, name="findings-assign"),
    path("a/<str:pk>/findings/<str:finding>/", finding_views.finding, name="finding"),
    path("a/<str:pk>/findings/<str:finding>/edit/", finding_views.finding_edit, name="finding-edit"),
    path("a/<str:pk>/findings/<str:finding>/attributes/", finding_views.finding_attributes, name="finding-attributes"),
    path("a/<str:pk>/findings/<str:finding>/places/", finding_views.finding_places, name="finding-places"),
    path("a/<str:pk>/findings/<str:finding>/themes/", finding_views.finding_themes, name="finding-themes"),
    path("a/<str:pk>/findings/<str:finding>/delete/", finding_views.finding_delete, name="finding-delete"),
    path("a/<str:pk>/findings/<str:finding>/accept/", review_views.finding_accept, name="finding-accept"),
    path("a/<str:pk>/findings/<str:finding>/broke/", review_views.finding_broke, name="finding-broke"),
    path("a/<str:pk>/findings/<str:finding>/comments/", review_views.finding_comment, name="finding-comment"),
    path(
        "a/<str:pk>/findings/<str:finding>/comments/<str:comment>/answer/",
        review_views.finding_answer,
        name="finding-answer",
    ),
    path("a/<str:pk>/themes/", cluster_views.themes, name="themes"),
    path("a/<str:pk>/themes/new/", cluster_views.theme_new, name="theme-new"),
    path("a/<str:pk>/themes/move/", cluster_views.theme_move, name="theme-move"),
    path("a/<str:pk>/themes/matrix/", cluster_views.theme_matrix, name="theme-matrix"),
    path("a/<str:pk>/themes/add/", views.theme_add, name="theme-add"),
    path("a/<str:pk>/themes/<str:theme>/", theme_views.theme, name="theme"),
    path("a/<str:pk>/themes/<str:theme>/edit/", theme_views.theme_edit, name="theme-edit"),
    path("a/<str:pk>/themes/<str:theme>/risks/", theme_views.theme_risks, name="theme-risks"),
    path("a/<str:pk>/themes/<str:theme>/drivers/", theme_views.theme_drivers, name="theme-drivers"),
    path("a/<str:pk>/themes/<str:theme>/delete/", theme_views.theme_delete, name="theme-delete"),
]
