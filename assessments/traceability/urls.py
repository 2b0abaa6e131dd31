from django.urls import path

from assessments.traceability import views

urlpatterns = [
    path("a/<str:pk>/traceability/", views.traceability, name="traceability"),
    path("a/<str:pk>/traceability/accept/", views.candidate_accept, name="candidate-accept"),
    path("a/<str:pk>/traceability/dismiss/", views.candidate_dismiss, name="candidate-dismiss"),
    path("a/<str:pk>/traceability/offer/", views.candidate_offer, name="candidate-offer"),
]
