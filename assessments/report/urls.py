from django.urls import path

from assessments.report import views

urlpatterns = [
    path("a/<str:pk>/report/", views.report, name="report"),
    path("a/<str:pk>/report/<str:job>/", views.report_progress, name="report-progress"),
    path("a/<str:pk>/report/<str:job>/pdf/", views.report_pdf, name="report-pdf"),
]
