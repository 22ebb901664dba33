"""Migrations run while the release before is at work, so an upgrade only adds: what it reads and writes stays, and what
it asks is answered from an index as before."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

VERSIONS = Path(__file__).parents[2] / "migrations" / "versions"
ADDING = {"f", "create_table", "create_index", "add_column", "create_check_constraint", "drop_constraint", "drop_index"}
AFTER_THE_FIRST = sorted(VERSIONS.glob("[0-9]*.py"))[1:]

Calls = list[tuple[str, ast.Call]]


def calls(tree: ast.Module, function: str) -> Calls:
    """What a migration's function asks of Alembic, in order: the operation's name and the call."""
    (body,) = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == function]
    return [
        (node.func.attr, node)
        for node in ast.walk(body)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "op"
    ]


def words(call: ast.Call) -> list[str]:
    """Every text in a call, in order."""
    found = sorted(
        (node for node in ast.walk(call) if isinstance(node, ast.Constant) and isinstance(node.value, str)),
        key=lambda node: (node.lineno, node.col_offset),
    )
    return [str(node.value) for node in found]


def not_only_adding(tree: ast.Module) -> Iterator[str]:
    """Everything in an upgrade that the release before may stumble over."""
    upgrade = calls(tree, "upgrade")
    added = {(words(call)[0], words(call)[1]) for name, call in upgrade if name == "add_column"}
    dropped = {words(call)[0] for name, call in upgrade if name == "drop_constraint"}
    created = {words(call)[0]: call for name, call in upgrade if name == "create_check_constraint"}
    before = {words(call)[0]: call for name, call in calls(tree, "downgrade") if name == "create_check_constraint"}
    for name, call in upgrade:
        if name not in ADDING:
            yield f"{name} is no addition"
        if name == "add_column" and not _may_be_left_out(call):
            yield f"{'.'.join(words(call)[:2])} must be given, and the release before does not know it"
    made = [call for name, call in upgrade if name == "create_index"]
    former = {words(call)[0]: call for name, call in calls(tree, "downgrade") if name == "create_index"}
    for index in (words(call)[0] for name, call in upgrade if name == "drop_index"):
        if index not in former or not any(_answers_for(call, former[index]) for call in made):
            yield f"{index} is dropped and no other answers in its place"
    for constraint in dropped - created.keys():
        yield f"{constraint} is dropped and does not come back"
    for constraint, call in created.items():
        _, table, condition = words(call)
        column = condition.split(maxsplit=1)[0]
        if constraint in dropped:
            if not _values(before[constraint]) <= _values(call):
                yield f"{constraint} refuses what it allowed"
        elif (table, column) not in added:
            yield f"{constraint} is new on a column that the release before writes"


def _may_be_left_out(call: ast.Call) -> bool:
    column = next(
        node for node in ast.walk(call) if isinstance(node, ast.Call) and ast.unparse(node.func) == "sa.Column"
    )
    given = {keyword.arg: ast.unparse(keyword.value) for keyword in column.keywords}
    return "server_default" in given or given.get("nullable") == "True"


def _answers_for(index: ast.Call, former: ast.Call) -> bool:
    """Whether an index begins with the columns of the former, both over all rows and neither to forbid anything."""
    of_former = words(former)[1:]
    plain = all(
        keyword.arg == "unique" and ast.unparse(keyword.value) == "False"
        for keyword in [*index.keywords, *former.keywords]
    )
    return plain and words(index)[1:][: len(of_former)] == of_former


def _values(call: ast.Call) -> set[str]:
    return set(re.findall(r"'([^']*)'", words(call)[2]))


@pytest.mark.parametrize("path", AFTER_THE_FIRST, ids=lambda path: path.stem)
def test_an_upgrade_only_adds(path: Path) -> None:
    assert list(not_only_adding(ast.parse(path.read_text()))) == []


@pytest.mark.parametrize(
    ("upgrade", "downgrade", "complaint"),
    [
        ("op.drop_column('jobs', 'detail')", "pass", "drop_column is no addition"),
        ("op.drop_table('jobs')", "pass", "drop_table is no addition"),
        ("op.alter_column('jobs', 'detail', nullable=False)", "pass", "alter_column is no addition"),
        ("op.execute('ALTER TABLE jobs RENAME TO works')", "pass", "execute is no addition"),
        (
            "op.add_column('jobs', sa.Column('pace', sa.Text(), nullable=False))",
            "pass",
            "jobs.pace must be given, and the release before does not know it",
        ),
        ("op.drop_constraint(op.f('kind'), 'jobs')", "pass", "kind is dropped and does not come back"),
        (
            "op.drop_constraint('kind', 'jobs'); op.create_check_constraint('kind', 'jobs', \"kind IN ('new')\")",
            "op.create_check_constraint('kind', 'jobs', \"kind IN ('old')\")",
            "kind refuses what it allowed",
        ),
        (
            "op.create_check_constraint('short', 'jobs', 'length(detail) < 9')",
            "pass",
            "short is new on a column that the release before writes",
        ),
        ("op.drop_index('by_a', table_name='jobs')", "pass", "by_a is dropped and no other answers in its place"),
        (
            "op.create_index('by_b', 'jobs', ['b', 'a']); op.drop_index('by_a', table_name='jobs')",
            "op.create_index('by_a', 'jobs', ['a'])",
            "by_a is dropped and no other answers in its place",
        ),
        (
            "op.create_index('by_b', 'jobs', ['a', 'b']); op.drop_index('by_a', table_name='jobs')",
            "op.create_index('by_a', 'jobs', ['a'], unique=True)",
            "by_a is dropped and no other answers in its place",
        ),
    ],
)
def test_what_is_no_addition_is_seen(upgrade: str, downgrade: str, complaint: str) -> None:
    tree = ast.parse(f"def upgrade():\n    {upgrade}\n\ndef downgrade():\n    {downgrade}\n")

    assert complaint in list(not_only_adding(tree))
