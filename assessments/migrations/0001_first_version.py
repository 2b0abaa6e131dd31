"""Every table at once: a new database is made in a third of the time. Databases of earlier commits must be at 0006."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import assessments.models.base


class Migration(migrations.Migration):
    replaces = [
        ("assessments", "0001_initial"),
        ("assessments", "0002_report_job_process"),
        ("assessments", "0003_whole_method"),
        ("assessments", "0004_change_request_key"),
        ("assessments", "0005_dismissed_candidate"),
        ("assessments", "0006_document_file"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail address")),
                ("name", models.CharField(blank=True, max_length=300, verbose_name="name")),
                ("is_staff", models.BooleanField(default=False, verbose_name="may use the admin site")),
                ("is_active", models.BooleanField(default=True, verbose_name="active")),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, verbose_name="joined")),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "user",
                "verbose_name_plural": "users",
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=assessments.models.base.new_public_id, editable=False, max_length=26, unique=True
                    ),
                ),
                ("title", models.CharField(max_length=300, verbose_name="title")),
                ("system", models.CharField(blank=True, max_length=300, verbose_name="system under evaluation")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                (
                    "template",
                    models.CharField(
                        choices=[("atam_full", "ATAM, full"), ("atam_light", "ATAM, lightweight")],
                        default="atam_full",
                        max_length=20,
                        verbose_name="template",
                    ),
                ),
                ("sections", models.JSONField(default=list, verbose_name="sections")),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "In preparation"), ("running", "In progress"), ("reported", "Reported")],
                        default="draft",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("confidentiality", models.CharField(blank=True, max_length=300, verbose_name="confidentiality")),
                ("language", models.CharField(default="en", max_length=10, verbose_name="language")),
                ("time_zone", models.CharField(default="UTC", max_length=60, verbose_name="time zone")),
                ("scope", models.TextField(blank=True, verbose_name="scope")),
                (
                    "go",
                    models.CharField(
                        blank=True, choices=[("go", "Go"), ("no_go", "No-go")], max_length=6, verbose_name="go or no-go"
                    ),
                ),
                ("decided_because", models.TextField(blank=True, verbose_name="reason of the decision")),
                ("decided_by", models.CharField(blank=True, max_length=300, verbose_name="decided by")),
                ("decided_on", models.DateField(blank=True, null=True, verbose_name="decided on")),
                ("started_on", models.DateField(blank=True, null=True, verbose_name="started")),
                ("ended_on", models.DateField(blank=True, null=True, verbose_name="ended")),
                ("revision", models.PositiveIntegerField(default=0, editable=False)),
                ("version", models.PositiveIntegerField(default=0, editable=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                ("changed_at", models.DateTimeField(auto_now_add=True, verbose_name="last change")),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "verbose_name": "assessment",
                "verbose_name_plural": "assessments",
                "ordering": ["-changed_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("template__in", ["atam_full", "atam_light"])), name="assessment_template"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["draft", "running", "reported"])), name="assessment_status"
                    ),
                    models.CheckConstraint(condition=models.Q(("go__in", ["", "go", "no_go"])), name="assessment_go"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Approach",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_key", models.CharField(editable=False, max_length=300)),
                (
                    "kind",
                    models.CharField(
                        choices=[("pattern", "Pattern"), ("tactic", "Tactic"), ("decision", "Decision")],
                        default="decision",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("description", models.TextField(blank=True, verbose_name="description")),
                ("rationale", models.TextField(blank=True, verbose_name="rationale")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
            ],
            options={
                "verbose_name": "architectural approach",
                "verbose_name_plural": "architectural approaches",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="approach_public_id"),
                    models.UniqueConstraint(fields=("assessment", "number"), name="approach_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("assessment", "name_key"),
                        name="approach_name",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="approach_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["pattern", "tactic", "decision"])), name="approach_kind"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Component",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("number", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_key", models.CharField(editable=False, max_length=300)),
                ("aliases", models.TextField(blank=True, verbose_name="other names")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("service", "Service"),
                            ("store", "Data store"),
                            ("queue", "Queue or bus"),
                            ("client", "Client"),
                            ("external", "External system"),
                            ("person", "Person"),
                            ("other", "Other"),
                        ],
                        default="service",
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("technology", models.CharField(blank=True, max_length=300, verbose_name="technology")),
                ("boundary", models.CharField(blank=True, max_length=300, verbose_name="boundary")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "business_value",
                    models.CharField(
                        blank=True,
                        choices=[("H", "High"), ("M", "Medium"), ("L", "Low")],
                        max_length=1,
                        verbose_name="business value",
                    ),
                ),
                (
                    "technical_risk",
                    models.CharField(
                        blank=True,
                        choices=[("H", "High"), ("M", "Medium"), ("L", "Low")],
                        max_length=1,
                        verbose_name="technical risk",
                    ),
                ),
                (
                    "migration_priority",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="migration priority"),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
            ],
            options={
                "verbose_name": "component",
                "verbose_name_plural": "components",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="component_public_id"),
                    models.UniqueConstraint(fields=("assessment", "number"), name="component_number"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("assessment", "name_key"),
                        name="component_name",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="component_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["service", "store", "queue", "client", "external", "person", "other"])
                        ),
                        name="component_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("business_value__in", ["", "H", "M", "L"]), ("technical_risk__in", ["", "H", "M", "L"])
                        ),
                        name="component_levels",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApproachComponent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="component_links",
                        to="assessments.approach",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "component",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approach_links",
                        to="assessments.component",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="approachcomponent_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("approach", "component"),
                        name="approachcomponent_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Connection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("label", models.CharField(blank=True, max_length=300, verbose_name="label")),
                ("protocol", models.CharField(blank=True, max_length=300, verbose_name="protocol")),
                ("asynchronous", models.BooleanField(default=False, verbose_name="asynchronous")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="connections_out",
                        to="assessments.component",
                    ),
                ),
                (
                    "target",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="connections_in",
                        to="assessments.component",
                    ),
                ),
            ],
            options={
                "verbose_name": "connection",
                "verbose_name_plural": "connections",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="connection_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("source", "target", "label"),
                        name="connection_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Counter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=10)),
                ("last", models.PositiveIntegerField(default=0)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("assessment", "kind"), name="counter_kind")],
            },
        ),
        migrations.CreateModel(
            name="ImportedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("text", models.TextField(verbose_name="text")),
                ("sha256", models.CharField(max_length=64)),
                ("unread", models.JSONField(default=list, verbose_name="unread lines")),
                ("warnings", models.JSONField(default=list, verbose_name="warnings")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
            ],
            options={
                "verbose_name": "imported document",
                "verbose_name_plural": "imported documents",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="importeddocument_public_id")
                ],
            },
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("evaluation_team", "Evaluation team"),
                            ("decision_maker", "Project decision maker"),
                            ("stakeholder", "Stakeholder"),
                        ],
                        default="stakeholder",
                        max_length=20,
                        verbose_name="group",
                    ),
                ),
                ("organisation", models.CharField(blank=True, max_length=300, verbose_name="organisation")),
                ("team_roles", models.JSONField(blank=True, default=list, verbose_name="evaluation-team roles")),
                (
                    "role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("lead", "Lead"),
                            ("evaluator", "Evaluator"),
                            ("decision_maker", "Decision maker"),
                            ("architect", "Architect"),
                            ("stakeholder", "Stakeholder"),
                            ("viewer", "Viewer"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("guest_token_hash", models.CharField(blank=True, max_length=64, null=True, unique=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="participations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "participant",
                "verbose_name_plural": "participants",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="participant_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("assessment", "user"),
                        name="participant_once_per_user",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("group__in", ["evaluation_team", "decision_maker", "stakeholder"])),
                        name="participant_group",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                ["", "lead", "evaluator", "decision_maker", "architect", "stakeholder", "viewer"],
                            )
                        ),
                        name="participant_role",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Change",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("revision", models.PositiveIntegerField()),
                ("actor_name", models.CharField(blank=True, max_length=300)),
                ("action", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("request_key", models.CharField(blank=True, default="", editable=False, max_length=100)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="assessments.assessment"
                    ),
                ),
                (
                    "undoes",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="undone_by",
                        to="assessments.change",
                    ),
                ),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "change",
                "verbose_name_plural": "changes",
                "ordering": ["-revision"],
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "revision"), name="change_revision"),
                    models.UniqueConstraint(
                        condition=models.Q(("request_key", ""), _negated=True),
                        fields=("assessment", "request_key"),
                        name="change_once_a_request",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ChangeItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("create", "created"),
                            ("update", "changed"),
                            ("delete", "deleted"),
                            ("restore", "restored"),
                        ],
                        max_length=10,
                    ),
                ),
                ("entity", models.CharField(max_length=40)),
                ("public_id", models.CharField(max_length=26)),
                ("label", models.CharField(blank=True, max_length=300)),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                (
                    "change",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="items", to="assessments.change"
                    ),
                ),
            ],
            options={
                "verbose_name": "changed row",
                "verbose_name_plural": "changed rows",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["public_id", "entity"], name="changeitem_row")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["create", "update", "delete", "restore"])),
                        name="changeitem_kind",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("S", "Sensitivity point"),
                            ("T", "Trade-off point"),
                            ("R", "Risk"),
                            ("N", "Non-risk"),
                        ],
                        max_length=1,
                        verbose_name="kind",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("title", models.TextField(verbose_name="title")),
                ("description", models.TextField(blank=True, verbose_name="description")),
                (
                    "severity",
                    models.CharField(
                        blank=True,
                        choices=[("critical", "Critical"), ("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        max_length=8,
                        verbose_name="severity",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("open", "Open"),
                            ("mitigating", "Mitigating"),
                            ("accepted", "Accepted"),
                            ("closed", "Closed"),
                        ],
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("mitigation", models.TextField(blank=True, verbose_name="mitigation")),
                ("area", models.CharField(blank=True, max_length=300, verbose_name="area")),
                (
                    "likelihood",
                    models.CharField(
                        blank=True,
                        choices=[("unlikely", "Unlikely"), ("possible", "Possible"), ("likely", "Likely")],
                        max_length=8,
                        verbose_name="likelihood",
                    ),
                ),
                (
                    "impact",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("minor", "Minor"),
                            ("moderate", "Moderate"),
                            ("major", "Major"),
                            ("severe", "Severe"),
                        ],
                        max_length=8,
                        verbose_name="impact",
                    ),
                ),
                ("accepted_because", models.TextField(blank=True, verbose_name="accepted because")),
                ("accepted_on", models.DateField(blank=True, null=True, verbose_name="accepted on")),
                ("assumption", models.TextField(blank=True, verbose_name="assumption")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="review date")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "broken_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="became",
                        to="assessments.finding",
                    ),
                ),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "finding",
                "verbose_name_plural": "findings",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="finding_public_id"),
                    models.UniqueConstraint(fields=("assessment", "kind", "number"), name="finding_number"),
                    models.CheckConstraint(condition=models.Q(("kind__in", ["S", "T", "R", "N"])), name="finding_kind"),
                    models.CheckConstraint(condition=models.Q(("title", ""), _negated=True), name="finding_has_title"),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["", "critical", "high", "medium", "low"])),
                        name="finding_severity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "R"), ("status__in", ["open", "mitigating", "accepted", "closed"])),
                            models.Q(
                                models.Q(("kind", "R"), _negated=True),
                                ("accepted_because", ""),
                                ("accepted_by__isnull", True),
                                ("accepted_on__isnull", True),
                                ("area", ""),
                                ("broken_from__isnull", True),
                                ("impact", ""),
                                ("likelihood", ""),
                                ("mitigation", ""),
                                ("owner__isnull", True),
                                ("severity", ""),
                                ("status", ""),
                            ),
                            _connector="OR",
                        ),
                        name="finding_risk_columns",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("likelihood__in", ["", "unlikely", "possible", "likely"]),
                            ("impact__in", ["", "minor", "moderate", "major", "severe"]),
                        ),
                        name="finding_likelihood_and_impact",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "N"), models.Q(("assumption", ""), ("review_on__isnull", True)), _connector="OR"
                        ),
                        name="finding_nonrisk_columns",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=assessments.models.base.new_public_id, editable=False, max_length=26, unique=True
                    ),
                ),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail address")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("lead", "Lead"),
                            ("evaluator", "Evaluator"),
                            ("decision_maker", "Decision maker"),
                            ("architect", "Architect"),
                            ("stakeholder", "Stakeholder"),
                            ("viewer", "Viewer"),
                        ],
                        max_length=20,
                        verbose_name="role",
                    ),
                ),
                ("token_hash", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                ("revoked_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
                (
                    "participant",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("role__in", ["lead", "evaluator", "decision_maker", "architect", "stakeholder", "viewer"])
                        ),
                        name="invitation_role",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingComment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("text", models.TextField(verbose_name="comment")),
                (
                    "disposition",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "Accepted"), ("rejected", "Rejected")],
                        max_length=8,
                        verbose_name="disposition",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="comments", to="assessments.finding"
                    ),
                ),
                (
                    "author",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "comment on a finding",
                "verbose_name_plural": "comments on findings",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="findingcomment_public_id"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="findingcomment_has_text"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("disposition__in", ["", "accepted"]),
                            models.Q(("disposition", "rejected"), models.Q(("reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="findingcomment_rejected_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Driver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("number", models.PositiveIntegerField()),
                ("statement", models.TextField(verbose_name="statement")),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("goal", "Business goal"),
                            ("function", "Important function"),
                            ("constraint", "Constraint"),
                            ("driver", "Architectural driver"),
                        ],
                        default="goal",
                        max_length=12,
                        verbose_name="category",
                    ),
                ),
                (
                    "sort",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("technical", "Technical"),
                            ("managerial", "Managerial"),
                            ("economic", "Economic"),
                            ("political", "Political"),
                        ],
                        max_length=12,
                        verbose_name="sort of constraint",
                    ),
                ),
                (
                    "priority",
                    models.CharField(
                        blank=True,
                        choices=[("H", "High"), ("M", "Medium"), ("L", "Low")],
                        max_length=1,
                        verbose_name="priority",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "stated_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "business driver",
                "verbose_name_plural": "business drivers",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="driver_public_id"),
                    models.UniqueConstraint(fields=("assessment", "number"), name="driver_number"),
                    models.CheckConstraint(
                        condition=models.Q(("statement", ""), _negated=True), name="driver_has_statement"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("category__in", ["goal", "function", "constraint", "driver"])),
                        name="driver_category",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("priority__in", ["", "H", "M", "L"])), name="driver_priority"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("sort", ""),
                            models.Q(
                                ("category", "constraint"),
                                ("sort__in", ["technical", "managerial", "economic", "political"]),
                            ),
                            _connector="OR",
                        ),
                        name="driver_sort_of_constraint",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DismissedCandidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("said", models.TextField(verbose_name="property")),
                ("reason", models.TextField(verbose_name="reason")),
                ("dismissed_on", models.DateField(verbose_name="dismissed on")),
                (
                    "approach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="assessments.approach",
                        verbose_name="approach",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "dismissed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                        verbose_name="dismissed by",
                    ),
                ),
            ],
            options={
                "verbose_name": "dismissal of the trade-off candidate",
                "verbose_name_plural": "dismissed trade-off candidates",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="dismissedcandidate_public_id"),
                    models.CheckConstraint(
                        condition=models.Q(("said", ""), _negated=True), name="dismissedcandidate_has_property"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True), name="dismissedcandidate_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="QualityAttribute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("name_key", models.CharField(editable=False, max_length=300)),
                ("abbreviation", models.CharField(max_length=2, verbose_name="code")),
                (
                    "iso25010",
                    models.CharField(blank=True, max_length=60, verbose_name="ISO/IEC 25010:2023 characteristic"),
                ),
                ("in_tree", models.BooleanField(default=True, verbose_name="in the utility tree")),
                ("hue", models.PositiveSmallIntegerField(default=0)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
            ],
            options={
                "verbose_name": "quality attribute",
                "verbose_name_plural": "quality attributes",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="qualityattribute_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("assessment", "name_key"),
                        name="attribute_name",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("assessment", "abbreviation"),
                        name="attribute_abbreviation",
                    ),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="attribute_has_name"),
                    models.CheckConstraint(condition=models.Q(("hue__lte", 7)), name="attribute_hue"),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingAttribute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "effect",
                    models.CharField(
                        blank=True,
                        choices=[("", "Unknown"), ("+", "Better"), ("-", "Worse")],
                        max_length=1,
                        verbose_name="effect",
                    ),
                ),
                ("property", models.CharField(blank=True, max_length=300, verbose_name="property")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attribute_links",
                        to="assessments.finding",
                    ),
                ),
                (
                    "attribute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_links",
                        to="assessments.qualityattribute",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="findingattribute_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("finding", "attribute"),
                        name="findingattribute_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("effect__in", ["", "+", "-"])), name="findingattribute_effect"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Recommendation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("number", models.PositiveIntegerField()),
                ("title", models.TextField(verbose_name="title")),
                ("details", models.TextField(blank=True, verbose_name="details")),
                (
                    "severity",
                    models.CharField(
                        blank=True,
                        choices=[("critical", "Critical"), ("high", "High"), ("medium", "Medium"), ("low", "Low")],
                        max_length=8,
                        verbose_name="severity",
                    ),
                ),
                (
                    "horizon",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("immediate", "Immediate, 0 to 30 days"),
                            ("short", "Short term, 1 to 3 months"),
                            ("long", "Long term, 3 to 6 months"),
                        ],
                        max_length=10,
                        verbose_name="horizon",
                    ),
                ),
                ("effort", models.CharField(blank=True, max_length=300, verbose_name="effort")),
                ("cost", models.CharField(blank=True, max_length=300, verbose_name="cost")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("in_progress", "In progress"),
                            ("done", "Done"),
                            ("rejected", "Rejected"),
                        ],
                        default="open",
                        max_length=12,
                        verbose_name="status",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "recommendation",
                "verbose_name_plural": "recommendations",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="recommendation_public_id"),
                    models.UniqueConstraint(fields=("assessment", "number"), name="recommendation_number"),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="recommendation_has_title"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("severity__in", ["", "critical", "high", "medium", "low"])),
                        name="recommendation_severity",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("horizon__in", ["", "immediate", "short", "long"])),
                        name="recommendation_horizon",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["open", "in_progress", "done", "rejected"])),
                        name="recommendation_status",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationFinding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendation_links",
                        to="assessments.finding",
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_links",
                        to="assessments.recommendation",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="recommendationfinding_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("recommendation", "finding"),
                        name="recommendationfinding_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Refinement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(blank=True, max_length=300, verbose_name="name")),
                ("name_key", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "attribute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="refinements",
                        to="assessments.qualityattribute",
                    ),
                ),
            ],
            options={
                "verbose_name": "refinement",
                "verbose_name_plural": "refinements",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="refinement_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("attribute", "name_key"),
                        name="refinement_name",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReportJob",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(
                        default=assessments.models.base.new_public_id, editable=False, max_length=26, unique=True
                    ),
                ),
                ("revision", models.PositiveIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("running", "Rendering"),
                            ("done", "Ready"),
                            ("failed", "Failed"),
                        ],
                        default="waiting",
                        max_length=10,
                    ),
                ),
                ("stage", models.CharField(blank=True, max_length=60)),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("message", models.TextField(blank=True)),
                ("pdf", models.BinaryField(null=True)),
                ("size", models.PositiveIntegerField(default=0)),
                ("host", models.CharField(blank=True, max_length=255)),
                ("pid", models.PositiveIntegerField(null=True)),
                ("beat_at", models.DateTimeField(null=True)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "requested_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.participant"
                    ),
                ),
            ],
            options={
                "ordering": ["-created_at", "-pk"],
                "indexes": [models.Index(fields=["state", "created_at"], name="reportjob_queue")],
            },
        ),
        migrations.CreateModel(
            name="RiskTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("number", models.PositiveIntegerField()),
                ("title", models.TextField(verbose_name="title")),
                ("summary", models.TextField(blank=True, verbose_name="summary")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
            ],
            options={
                "verbose_name": "risk theme",
                "verbose_name_plural": "risk themes",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="risktheme_public_id"),
                    models.UniqueConstraint(fields=("assessment", "number"), name="risktheme_number"),
                    models.CheckConstraint(
                        condition=models.Q(("title", ""), _negated=True), name="risktheme_has_title"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RecommendationTheme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "recommendation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="theme_links",
                        to="assessments.recommendation",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recommendation_links",
                        to="assessments.risktheme",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="recommendationtheme_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("recommendation", "theme"),
                        name="recommendationtheme_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("number", models.PositiveSmallIntegerField(verbose_name="number")),
                ("phase", models.PositiveSmallIntegerField(verbose_name="phase")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("preparation", "Preparation"),
                            ("presentation", "Presentation"),
                            ("investigation", "Investigation and analysis"),
                            ("testing", "Testing"),
                            ("reporting", "Reporting"),
                            ("follow_up", "Follow-up"),
                        ],
                        max_length=20,
                        verbose_name="group",
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("not_started", "Not started"),
                            ("in_progress", "In progress"),
                            ("done", "Done"),
                            ("skipped", "Skipped"),
                        ],
                        default="not_started",
                        max_length=20,
                        verbose_name="status",
                    ),
                ),
                ("starts_at", models.DateTimeField(blank=True, null=True, verbose_name="starts")),
                ("planned_minutes", models.PositiveIntegerField(blank=True, null=True, verbose_name="planned minutes")),
                ("actual_minutes", models.PositiveIntegerField(blank=True, null=True, verbose_name="actual minutes")),
                ("notes", models.TextField(blank=True, verbose_name="notes")),
                ("skip_reason", models.CharField(blank=True, max_length=1000, verbose_name="reason for skipping")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "facilitator",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
            ],
            options={
                "verbose_name": "step",
                "verbose_name_plural": "steps",
                "ordering": ["number"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="step_public_id"),
                    models.UniqueConstraint(fields=("assessment", "number"), name="step_number"),
                    models.CheckConstraint(condition=models.Q(("number__lte", 10)), name="step_number_range"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status__in", ["not_started", "in_progress", "done"]),
                            models.Q(("status", "skipped"), models.Q(("skip_reason", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="step_skipped_with_reason",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ParkedItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(verbose_name="text")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                ("resolution", models.TextField(blank=True, verbose_name="resolution")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                        verbose_name="owner",
                    ),
                ),
                (
                    "raised_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
                (
                    "step",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.step",
                    ),
                ),
            ],
            options={
                "verbose_name": "parked item",
                "verbose_name_plural": "parked items",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="parkeditem_public_id"),
                    models.UniqueConstraint(fields=("assessment", "number"), name="parkeditem_number"),
                    models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="parkeditem_has_text"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThemeDriver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "degree",
                    models.CharField(
                        blank=True,
                        choices=[("slows", "Slows"), ("threatens", "Threatens"), ("blocks", "Blocks")],
                        max_length=10,
                        verbose_name="degree",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "driver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="theme_links", to="assessments.driver"
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="driver_links",
                        to="assessments.risktheme",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="themedriver_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("theme", "driver"),
                        name="themedriver_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("degree__in", ["", "slows", "threatens", "blocks"])),
                        name="themedriver_degree",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ThemeRisk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "risk",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="theme_links",
                        to="assessments.finding",
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="risk_links",
                        to="assessments.risktheme",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="themerisk_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("theme", "risk"),
                        name="themerisk_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Upload",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(max_length=300, verbose_name="file name")),
                ("media_type", models.CharField(max_length=60, verbose_name="media type")),
                ("size", models.PositiveIntegerField(verbose_name="bytes")),
                ("width", models.PositiveIntegerField(blank=True, null=True)),
                ("height", models.PositiveIntegerField(blank=True, null=True)),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
            ],
            options={
                "verbose_name": "uploaded file",
                "verbose_name_plural": "uploaded files",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [models.UniqueConstraint(fields=("assessment", "public_id"), name="upload_public_id")],
            },
        ),
        migrations.CreateModel(
            name="RequestedDocument",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="due")),
                ("received_on", models.DateField(blank=True, null=True, verbose_name="received")),
                ("where", models.CharField(blank=True, max_length=1000, verbose_name="where it lies")),
                (
                    "asked_of",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                        verbose_name="asked of",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.upload",
                        verbose_name="file",
                    ),
                ),
            ],
            options={
                "verbose_name": "document asked for",
                "verbose_name_plural": "documents asked for",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="requesteddocument_public_id"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="requesteddocument_has_name"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="View",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("name", models.CharField(max_length=300, verbose_name="name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("context", "Context"),
                            ("container", "Containers"),
                            ("deployment", "Deployment"),
                            ("sequence", "Sequence"),
                            ("other", "Other"),
                        ],
                        default="other",
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                (
                    "drawn_from",
                    models.CharField(
                        choices=[("graph", "Component graph"), ("image", "Image"), ("text", "Preformatted text")],
                        max_length=8,
                        verbose_name="drawn from",
                    ),
                ),
                ("caption", models.TextField(blank=True, verbose_name="caption")),
                ("text", models.TextField(blank=True, verbose_name="text")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "image",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.upload",
                    ),
                ),
            ],
            options={
                "verbose_name": "view",
                "verbose_name_plural": "views",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="view_public_id"),
                    models.CheckConstraint(condition=models.Q(("name", ""), _negated=True), name="view_has_name"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["context", "container", "deployment", "sequence", "other"])),
                        name="view_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("drawn_from", "graph"), ("image__isnull", True), ("text", "")),
                            models.Q(("drawn_from", "image"), ("text", "")),
                            models.Q(("drawn_from", "text"), ("image__isnull", True)),
                            _connector="OR",
                        ),
                        name="view_has_one_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Scenario",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("number_code", models.CharField(max_length=20, verbose_name="code")),
                ("source_id", models.CharField(blank=True, max_length=60, verbose_name="id in the source document")),
                ("statement", models.TextField(verbose_name="statement")),
                (
                    "importance",
                    models.CharField(
                        blank=True,
                        choices=[("H", "High"), ("M", "Medium"), ("L", "Low")],
                        max_length=1,
                        verbose_name="importance",
                    ),
                ),
                (
                    "difficulty",
                    models.CharField(
                        blank=True,
                        choices=[("H", "High"), ("M", "Medium"), ("L", "Low")],
                        max_length=1,
                        verbose_name="difficulty",
                    ),
                ),
                ("source", models.TextField(blank=True, verbose_name="source")),
                ("stimulus", models.TextField(blank=True, verbose_name="stimulus")),
                ("artifact", models.TextField(blank=True, verbose_name="artifact")),
                ("environment", models.TextField(blank=True, verbose_name="environment")),
                ("response", models.TextField(blank=True, verbose_name="response")),
                ("response_measure", models.TextField(blank=True, verbose_name="response measure")),
                ("measure_from_statement", models.BooleanField(default=False)),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("use_case", "Use case"), ("growth", "Growth"), ("exploratory", "Exploratory")],
                        max_length=12,
                        verbose_name="kind",
                    ),
                ),
                ("raw_wording", models.TextField(blank=True, verbose_name="raw wording")),
                ("motivating_issue", models.TextField(blank=True, verbose_name="motivating issue")),
                ("locked_at", models.DateTimeField(blank=True, null=True, verbose_name="wording agreed")),
                (
                    "analysis",
                    models.CharField(
                        blank=True,
                        choices=[("in_analysis", "In analysis"), ("analysed", "Analysed")],
                        max_length=12,
                        verbose_name="analysis",
                    ),
                ),
                ("reasoning", models.TextField(blank=True, verbose_name="reasoning")),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("tree", "Utility tree"),
                            ("brainstorm", "Brainstorm"),
                            ("import", "Import"),
                            ("earlier", "Earlier evaluation"),
                        ],
                        default="tree",
                        max_length=12,
                        verbose_name="origin",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "locked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
                (
                    "refinement",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scenarios",
                        to="assessments.refinement",
                    ),
                ),
                (
                    "view",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.view",
                    ),
                ),
            ],
            options={
                "verbose_name": "scenario",
                "verbose_name_plural": "scenarios",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="scenario_public_id"),
                    models.UniqueConstraint(fields=("assessment", "number_code"), name="scenario_code"),
                    models.CheckConstraint(
                        condition=models.Q(("statement", ""), _negated=True), name="scenario_has_statement"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("importance__in", ["", "H", "M", "L"])), name="scenario_importance"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("difficulty__in", ["", "H", "M", "L"])), name="scenario_difficulty"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["", "use_case", "growth", "exploratory"])),
                        name="scenario_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("analysis__in", ["", "in_analysis", "analysed"])), name="scenario_analysis"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["tree", "brainstorm", "import", "earlier"])),
                        name="scenario_origin",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FindingLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approach",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_links",
                        to="assessments.approach",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="links", to="assessments.finding"
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="finding_links",
                        to="assessments.scenario",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="findinglink_public_id"),
                    models.CheckConstraint(
                        condition=models.Q(("scenario__isnull", False), ("approach__isnull", False), _connector="OR"),
                        name="findinglink_points_somewhere",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("finding", "scenario", "approach"),
                        name="findinglink_once",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("approach__isnull", True), ("deleted_at__isnull", True)),
                        fields=("finding", "scenario"),
                        name="findinglink_once_without_approach",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True), ("scenario__isnull", True)),
                        fields=("finding", "approach"),
                        name="findinglink_once_without_scenario",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnalysisRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="analysis_rows",
                        to="assessments.approach",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="analysis_rows",
                        to="assessments.scenario",
                    ),
                ),
            ],
            options={
                "verbose_name": "examined approach",
                "verbose_name_plural": "examined approaches",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="analysisrow_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("scenario", "approach"),
                        name="analysisrow_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AnalysisQuestion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                ("number", models.PositiveIntegerField()),
                ("text", models.TextField(verbose_name="question")),
                ("answer", models.TextField(blank=True, verbose_name="answer")),
                ("evidence", models.TextField(blank=True, verbose_name="evidence")),
                ("is_open", models.BooleanField(default=True, verbose_name="still open")),
                ("from_bank", models.CharField(blank=True, max_length=60)),
                (
                    "approach",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="questions",
                        to="assessments.approach",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="assessments.participant",
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="questions", to="assessments.scenario"
                    ),
                ),
            ],
            options={
                "verbose_name": "analysis question",
                "verbose_name_plural": "analysis questions",
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="analysisquestion_public_id"),
                    models.UniqueConstraint(fields=("assessment", "number"), name="analysisquestion_number"),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True), name="analysisquestion_has_text"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioAttribute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "attribute",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scenario_links",
                        to="assessments.qualityattribute",
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attribute_links",
                        to="assessments.scenario",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="scenarioattribute_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("scenario", "attribute"),
                        name="scenarioattribute_once",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScenarioDriver",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "public_id",
                    models.CharField(default=assessments.models.base.new_public_id, editable=False, max_length=26),
                ),
                ("position", models.PositiveIntegerField(default=0)),
                ("version", models.PositiveIntegerField(default=0)),
                ("deleted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="assessments.assessment"
                    ),
                ),
                (
                    "driver",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scenario_links",
                        to="assessments.driver",
                    ),
                ),
                (
                    "scenario",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="driver_links",
                        to="assessments.scenario",
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "abstract": False,
                "constraints": [
                    models.UniqueConstraint(fields=("assessment", "public_id"), name="scenariodriver_public_id"),
                    models.UniqueConstraint(
                        condition=models.Q(("deleted_at__isnull", True)),
                        fields=("scenario", "driver"),
                        name="scenariodriver_once",
                    ),
                ],
            },
        ),
    ]
