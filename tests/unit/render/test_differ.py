"""Where colleagues differ: the same words in practice and on the marked page, of every kind, and at the part."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
import yaml
from withinreach.content.keys import TextKey
from withinreach.content.kinds.base import Differ
from withinreach.content.score import Score
from withinreach.content.tasks import KINDS, TextTask
from withinreach.render.task import COMMITTED
from withinreach.render.text import review as marked_text

from tests.golden import rows
from tests.golden.table import loaded, table
from tests.unit.samples import GRADED, TEXT_KEY

WORDS = (
    "Colleagues differ here. We chose this because he waits; the other is defensible when <em>nobody</em> has asked."
)
HERE = '<p class="differs">Colleagues differ here; why stands at the end.</p>'
ENTRY = Differ(because="he waits", other="*nobody* has asked")
SCORE = Score(points=1.0, maximum=2.0, share=0.5)
AT_ITS_PART = ("sort", "interval", "number", "probability", "transcript", "dialogue")


PART = re.compile(r'data-(?:item|field|option|span|reply|of)="([^"]+)"')


def task_parts(task: Any) -> list[str]:
    """What a reader can get a reason for, whatever was answered: not a turn, which may be nothing to speak of."""
    return [name for field in ("items", "fields", "options", "replies") for name in task.lists().get(field, ())]


def said(html: str) -> list[str]:
    return re.findall(r'<p class="differ">(.*?)</p>', html)


def case(kind: str) -> tuple[Any, Any, Any]:
    """A task with its key, and the first answer of its table that earns something."""
    row = next(row for row in table(kind)["rows"] if row["share"])
    return *loaded(kind, row["task"]), row["answer"]


@pytest.mark.parametrize("kind", rows.KINDS)
def test_practice_and_the_marked_page_say_it_in_the_same_words(kind: str) -> None:
    task, plain, answer = case(kind)
    key = msgspec.structs.replace(plain, experts_differ=True, differ=(ENTRY,))
    shown = COMMITTED[kind]
    pages = [shown.reasons(task, key, answer), shown.review(task, key, answer, None, SCORE)]

    assert [said(page) for page in pages] == [[WORDS], [WORDS]]
    assert said(shown.reasons(task, plain, answer)) == []


@pytest.mark.parametrize("kind", AT_ITS_PART)
def test_where_it_is_about_one_part_it_stands_at_that_part_as_well(kind: str) -> None:
    task, plain, answer = case(kind)
    shown = COMMITTED[kind]
    for part in plain.parts:
        key = msgspec.structs.replace(plain, experts_differ=True, differ=(msgspec.structs.replace(ENTRY, at=part),))
        assert list(key.differ_findings()) == []
        for page in (shown.reasons(task, key, answer), shown.review(task, key, answer, None, SCORE)):
            assert said(page) == [WORDS]
            assert {PART.findall(before)[-1] for before in page.split(HERE)[:-1]} <= {part}
        if part in task_parts(task):
            assert HERE in shown.review(task, key, answer, None, SCORE)
    assert HERE not in shown.review(task, plain, answer, None, SCORE)


def test_a_sort_says_it_at_the_item_with_two_columns_and_at_no_other() -> None:
    task, key = loaded("sort", "differ")
    page = COMMITTED["sort"].reasons(task, key, {"i1": "b", "i2": "b"})
    rows = dict(re.findall(r'data-item="(i\d)"(.*?)</div></div>', page))

    assert HERE in rows["i1"]
    assert HERE not in rows["i2"]
    assert "Colleagues differ here. We chose this because he waits; the other is defensible when he is late." in page


def test_a_written_answer_says_it_below_the_model_answer() -> None:
    task = msgspec.convert(next(each for each in yaml.safe_load(GRADED) if each["kind"] == "text"), KINDS["text"])
    key = msgspec.structs.replace(TEXT_KEY, experts_differ=True, differ=(ENTRY,))
    assert isinstance(task, TextTask)
    assert isinstance(key, TextKey)

    assert said(marked_text(task, "He rang.", key, 7, "2 1 2 1 1")) == [WORDS]
