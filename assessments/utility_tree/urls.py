from django.urls import path

from . import branch_views, many_views, paste_views, place_views, views

TREE = "a/<str:pk>/tree/"

urlpatterns = [
    path(TREE, views.tree, name="tree"),
    path(TREE + "filters/", views.filters, name="tree-filters"),
    path(TREE + "paste/", paste_views.paste, name="tree-paste"),
    path(TREE + "selected/", many_views.selected, name="tree-selected"),
    path(TREE + "scenarios/", views.add, name="scenario-add"),
    path(TREE + "attributes/", branch_views.add_attribute, name="attribute-add"),
    path(TREE + "model/", branch_views.model, name="quality-model"),
    path(TREE + "attributes/<str:attribute_id>/iso25010/", branch_views.classify, name="attribute-classify"),
    path(TREE + "attributes/<str:attribute_id>/", branch_views.attribute, name="attribute"),
    path(TREE + "attributes/<str:attribute_id>/move/", branch_views.move_attribute, name="attribute-move"),
    path(TREE + "attributes/<str:attribute_id>/delete/", branch_views.delete_attribute, name="attribute-delete"),
    path(TREE + "attributes/<str:attribute_id>/refinements/", branch_views.add_refinement, name="refinement-add"),
    path(TREE + "refinements/<str:refinement_id>/", branch_views.rename_refinement, name="refinement"),
    path(TREE + "refinements/<str:refinement_id>/delete/", branch_views.delete_refinement, name="refinement-delete"),
    path(TREE + "<str:scenario_id>/", views.scenario, name="scenario"),
    path(TREE + "<str:scenario_id>/importance/", views.rate_importance, name="scenario-importance"),
    path(TREE + "<str:scenario_id>/difficulty/", views.rate_difficulty, name="scenario-difficulty"),
    path(TREE + "<str:scenario_id>/move/", place_views.move, name="scenario-move"),
    path(TREE + "<str:scenario_id>/tags/", views.tag, name="scenario-tags"),
    path(TREE + "<str:scenario_id>/wording/", views.wording, name="scenario-wording"),
    path(TREE + "<str:scenario_id>/drop/", place_views.drop, name="scenario-drop"),
    path(TREE + "<str:scenario_id>/place/", place_views.place, name="scenario-place"),
    path(TREE + "<str:scenario_id>/drivers/", views.serve, name="scenario-drivers"),
    path(TREE + "<str:scenario_id>/delete/", views.delete, name="scenario-delete"),
]
