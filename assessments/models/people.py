"""Accounts, and the people of one evaluation."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .base import Row


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(email=self.normalize_email(username))

    @classmethod
    def normalize_email(cls, email):
        """Addresses are compared whole in lower case, as mailbox providers do."""
        return (email or "").strip().lower()

    def create_user(self, email, password=None, **extra):
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **extra):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in. What they may do in an evaluation is their Participant's role there."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=300, blank=True)
    is_staff = models.BooleanField(_("may use the admin site"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self):
        return self.email

    def get_full_name(self):
        return self.name or self.email.partition("@")[0]

    get_short_name = get_full_name


class Participant(Row):
    """A person of one evaluation: a member with an account, a guest, or someone only named.

    Owners, deciders and authors point here, so that an account can go and an export stays whole.
    `role` is blank for people who are only named. The capabilities of a role are in `assessments.access`.
    """

    class Group(models.TextChoices):
        EVALUATION_TEAM = "evaluation_team", _("Evaluation team")
        DECISION_MAKER = "decision_maker", _("Project decision maker")
        STAKEHOLDER = "stakeholder", _("Stakeholder")

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead")
        EVALUATOR = "evaluator", _("Evaluator")
        DECISION_MAKER = "decision_maker", _("Decision maker")
        ARCHITECT = "architect", _("Architect")
        STAKEHOLDER = "stakeholder", _("Stakeholder")
        VIEWER = "viewer", _("Viewer")

    class TeamRole(models.TextChoices):
        TEAM_LEADER = "team_leader", _("Team leader")
        EVALUATION_LEADER = "evaluation_leader", _("Evaluation leader")
        SCENARIO_SCRIBE = "scenario_scribe", _("Scenario scribe")
        PROCEEDINGS_SCRIBE = "proceedings_scribe", _("Proceedings scribe")
        QUESTIONER = "questioner", _("Questioner")
        TIMEKEEPER = "timekeeper", _("Timekeeper")
        PROCESS_OBSERVER = "process_observer", _("Process observer")
        PROCESS_ENFORCER = "process_enforcer", _("Process enforcer")

    name = models.CharField(_("name"), max_length=300)
    group = models.CharField(_("group"), max_length=20, choices=Group.choices, default=Group.STAKEHOLDER)
    organisation = models.CharField(_("organisation"), max_length=300, blank=True)
    team_roles = models.JSONField(_("evaluation-team roles"), default=list, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role.choices, blank=True)
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="participations")
    guest_token_hash = models.CharField(max_length=64, null=True, blank=True, unique=True)

    # A guest's token is a secret: it enters no change log.
    BOOKKEEPING = Row.BOOKKEEPING | {"guest_token_hash"}

    class Meta(Row.Meta):
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        constraints = [
            *Row.Meta.constraints,
            models.UniqueConstraint(
                fields=["assessment", "user"],
                condition=Q(deleted_at__isnull=True),
                name="participant_once_per_user",
            ),
            models.CheckConstraint(
                condition=Q(group__in=["evaluation_team", "decision_maker", "stakeholder"]),
                name="participant_group",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["", "lead", "evaluator", "decision_maker", "architect", "stakeholder", "viewer"]),
                name="participant_role",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def code(self):
        return self.name
