"""All addresses of the installation: the application, accounts, the admin site."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("accounts/", include("atam.account_urls")),
    path("admin/", admin.site.urls),
    path("", include("assessments.urls")),
]
