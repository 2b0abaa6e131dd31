"""A column of pairs in a table of scenarios."""

from assessments.exchange.importer.documents import read_text


def pairs(*cells: str):
    rows = "\n".join(f"| Security | Scenario {number} | {cell} |" for number, cell in enumerate(cells))
    table = f"| Attribute | Scenario | Priority |\n|---|---|---|\n{rows}"
    [document] = read_text(f"# ATAM: Ferry\n\n## Utility tree\n\n{table}\n", name="ferry.md").documents
    return [(s.importance, s.difficulty) for s in document.scenarios], document.warnings


def test_one_column_of_pairs_gives_importance_and_difficulty():
    assert pairs("H,M", "(M, L)", "", "[L/H]", "High, Low", "HM", "(L M)") == (
        [("H", "M"), ("M", "L"), ("", ""), ("L", "H"), ("H", "L"), ("H", "M"), ("L", "M")],
        [],
    )


def test_short_headers_name_the_two_columns_of_a_tree():
    table = "| Attribute | Scenario | Imp. | D |\n|---|---|---|---|\n| Security | Keys are rotated weekly | H | L |\n"
    [document] = read_text(f"# Ferry\n\n## Utility tree\n\n{table}", name="ferry.md").documents
    assert [(s.statement, s.importance, s.difficulty) for s in document.scenarios] == [
        ("Keys are rotated weekly", "H", "L")
    ]
    assert document.warnings == []


def test_a_column_of_levels_stays_the_importance_and_a_pair_in_it_is_told():
    assert pairs("H", "L") == ([("H", ""), ("L", "")], [])
    found, warnings = pairs("H", "H,M")
    assert found == [("H", ""), ("", "")]
    assert ["“H,M” is none of H, M and L" in note.message for note in warnings] == [True]


def listed(*leaves: str):
    lines = "".join(f"    - {leaf}\n" for leaf in leaves)
    [document] = read_text(f"# Ferry\n\n## Utility tree\n\n- Security\n  - Keys\n{lines}", name="f.md").documents
    return [(s.statement, s.importance, s.difficulty) for s in document.scenarios]


def test_capitals_need_no_comma_and_small_letters_are_no_pair_without_one():
    assert listed("Rotated weekly (HM)", "Kept apart [L H]", "Revoked at once (h,m)", "Asked for at 9 (hm) (M,L)") == [
        ("Rotated weekly", "H", "M"),
        ("Kept apart", "L", "H"),
        ("Revoked at once", "H", "M"),
        ("Asked for at 9 (hm)", "M", "L"),
    ]


def test_a_leaf_without_a_pair_among_rated_ones_is_a_scenario_nobody_rated():
    assert listed("Rotated weekly (H,M)", "Revoked at once") == [
        ("Rotated weekly", "H", "M"),
        ("Revoked at once", "", ""),
    ]
    assert listed("Rotated weekly", "Revoked at once") == []  # refinements, for all that is known


def test_a_pair_may_say_which_level_is_which_and_in_any_order():
    assert listed(
        "Rotated weekly (Importance: High, Difficulty: Low)",
        "Kept apart [I: H; D: M]",
        "Revoked at once (Difficulty = M, Importance = H)",
        "Asked for twice (business value: medium / technical risk: high)",
        "Lost on Monday (Importance: urgent, Difficulty: low)",
    ) == [
        ("Rotated weekly", "H", "L"),
        ("Kept apart", "H", "M"),
        ("Revoked at once", "H", "M"),
        ("Asked for twice", "M", "H"),
        ("Lost on Monday (Importance: urgent, Difficulty: low)", "", ""),
    ]


def test_behind_a_dash_or_an_arrow_two_capitals_are_a_pair_without_brackets():
    assert listed(
        "Rotated weekly – H/M",
        "Kept apart -> (H,L)",
        "Revoked at once → M, L",
        "Chosen by region - L/H",
        "Sent by plan A – a/b",
        "Sizes S, M, L",
    ) == [
        ("Rotated weekly", "H", "M"),
        ("Kept apart", "H", "L"),
        ("Revoked at once", "M", "L"),
        ("Chosen by region", "L", "H"),
        ("Sent by plan A – a/b", "", ""),
        ("Sizes S, M, L", "", ""),
    ]
