"""Accounts on the admin site: make, change, invite by e-mail, close."""

from allauth.account.forms import ResetPasswordForm
from allauth.account.models import EmailAddress
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import AdminUserCreationForm, UserChangeForm
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import User
from assessments.preparation.invitation_actions import sends_letters


class OneAddress:
    """An address is compared whole in lower case, wherever it is typed."""

    def clean_email(self):
        return User.objects.normalize_email(self.cleaned_data["email"])


class NewAccountForm(OneAddress, AdminUserCreationForm):
    class Meta:
        model = User
        fields = ("email", "name")


class AccountForm(OneAddress, UserChangeForm):
    class Meta:
        model = User
        fields = "__all__"


class UserAdmin(DjangoUserAdmin):
    form, add_form = AccountForm, NewAccountForm
    list_display = ("email", "name", "is_active", "is_staff", "last_login")
    list_filter = ("is_active", "is_staff", "is_superuser")
    search_fields = ("email", "name")
    ordering = ("email",)
    readonly_fields = ("last_login", "date_joined")
    actions = ("invite", "deactivate", "activate")
    fieldsets = (
        (None, {"fields": ("email", "name", "password")}),
        (gettext_lazy("May"), {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")}),
        (gettext_lazy("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "name", "usable_password", "password1", "password2")}),)

    @admin.action(description=gettext_lazy("Send a link to choose a password"), permissions=["change"])
    def invite(self, request, users):
        for user in users:
            self.message_user(request, *self._invited(request, user))

    def _invited(self, request, user: User) -> tuple[str, int]:
        """Send one letter: what came of it, and how bad that is."""
        if not user.is_active:
            return _("%(person)s cannot sign in and was sent nothing.") % {"person": user}, messages.WARNING
        form = ResetPasswordForm(data={"email": user.email})
        try:
            form.full_clean()
            form.save(request)
        except OSError as error:  # also every SMTP error
            told = {"person": user, "why": error.strerror or error}
            return _("The mail server did not take the letter to %(person)s (%(why)s).") % told, messages.ERROR
        if not sends_letters():
            said = _("There is no mail server (EMAIL_URL): the link for %(person)s stands in the server's log.")
            return said % {"person": user}, messages.WARNING
        return _("The link was sent to %(person)s.") % {"person": user}, messages.SUCCESS

    def save_model(self, request, obj, form, change):
        """The address of the account is its only one: who has the one before gets no new password by it."""
        super().save_model(request, obj, form, change)
        addresses_before = EmailAddress.objects.filter(user=obj).exclude(email=obj.email)
        addresses_before.delete()

    @admin.action(description=gettext_lazy("Deactivate: can no longer sign in"), permissions=["change"])
    def deactivate(self, request, users):
        others = users.exclude(pk=request.user.pk)
        self._set_active(request, others, active=False)
        if users.filter(pk=request.user.pk).exists():
            self.message_user(request, _("Your own account stays active."), messages.WARNING)

    @admin.action(description=gettext_lazy("Activate again"), permissions=["change"])
    def activate(self, request, users):
        self._set_active(request, users, active=True)

    def _set_active(self, request, users, *, active: bool) -> None:
        for user in users.exclude(is_active=active):
            user.is_active = active
            user.save(update_fields=["is_active"])
            self.log_change(request, user, _("Activated.") if active else _("Deactivated."))
