"""A column of pairs in a table of scenarios."""

from assessments.exchange.importer.documents import read_text


def pairs(*cells: str):
    rows = "\n".join(f"| Security | Scenario {number} | {cell} |" for number, cell in enumerate(cells))
    table = f"| Attribute | Scenario | Priority |\n|---|---|---|\n{rows}"
    [document] = read_text(f"# ATAM: Ferry\n\n## Utility tree\n\n{table}\n", name="ferry.md").documents
    return [(s.importance, s.difficulty) for s in document.scenarios], document.warnings


def test_one_column_of_pairs_gives_importance_and_difficulty():
    assert pairs("H,M", "(M, L)", "", "[L/H]", "High, Low") == (
        [("H", "M"), ("M", "L"), ("", ""), ("L", "H"), ("H", "L")],
        [],
    )


def test_a_column_of_levels_stays_the_importance_and_a_pair_in_it_is_told():
    assert pairs("H", "L") == ([("H", ""), ("L", "")], [])
    found, warnings = pairs("H", "H,M")
    assert found == [("H", ""), ("", "")]
    assert ["“H,M” is none of H, M and L" in note.message for note in warnings] == [True]
