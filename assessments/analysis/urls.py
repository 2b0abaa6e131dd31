from django.urls import path

from assessments.analysis import question_views, views

SHEET = "a/<str:pk>/analysis/<str:scenario>/"
QUESTION = "a/<str:pk>/questions/<str:question>/"

urlpatterns = [
    path("a/<str:pk>/analysis/", views.analysis, name="analysis"),
    path(SHEET, views.sheet, name="sheet"),
    path(f"{SHEET}edit/", views.sheet_edit, name="sheet-edit"),
    path(f"{SHEET}parts/", views.sheet_parts, name="sheet-parts"),
    path(f"{SHEET}approaches/", views.sheet_approaches, name="sheet-approaches"),
    path(f"{SHEET}findings/", views.sheet_findings, name="sheet-findings"),
    path(f"{SHEET}done/", views.sheet_done, name="sheet-done"),
    path(f"{SHEET}ask/", question_views.question_add, name="question-add"),
    path(f"{SHEET}bank/", question_views.bank, name="question-bank"),
    path(f"{SHEET}bank/ask/", question_views.question_from_bank, name="question-from-bank"),
    path(QUESTION, question_views.question, name="question"),
    path(f"{QUESTION}edit/", question_views.question_edit, name="question-edit"),
    path(f"{QUESTION}delete/", question_views.question_delete, name="question-delete"),
]
