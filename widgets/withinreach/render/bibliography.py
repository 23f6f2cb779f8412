"""Works from ``data/references.bib`` as a reader sees them: (Author year) in the text, a list at the end."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from withinreach.content.errors import WithinReachError
from withinreach.content.references import bibliography
from withinreach.render.escape import esc

if TYPE_CHECKING:
    from pybtex.database import Entry, Person

OTHERS = "others"
"""How BibTeX writes authors that are not named."""


@cache
def _entries() -> dict[str, Entry]:
    from pybtex.database import parse_string

    return dict(parse_string(bibliography(), "bibtex").entries)


def work(key: str) -> Entry:
    """The entry under ``key``.

    Raises
    ------
    WithinReachError : there is no such work; only verified works may be cited
    """
    try:
        return _entries()[key]
    except KeyError:
        raise WithinReachError(
            f"The citation [@{key}] is not in data/references.bib, which holds verified works only. Cite one of those."
        ) from None


def short(key: str) -> str:
    """Author and year as HTML text: "Dozier & Kobak 1992", "Mikulincer et al. 2000"."""
    entry = work(key)
    names = [_last(person) for person in entry.persons.get("author", [])]
    few = len(names) <= 2 and OTHERS not in names
    who = " & ".join(names) if few else f"{names[0]} et al."
    return esc(f"{who} {entry.fields.get('year', '')}".strip())


def full(key: str) -> str:
    """One line of the reference list, as HTML."""
    entry = work(key)
    people = [_initials(person) for person in entry.persons.get("author", [])]
    if people[-1:] == [OTHERS]:
        who = ", ".join(people[:-1]) + ", et al."
    else:
        who = ", ".join(people[:-1]) + " & " + people[-1] if len(people) > 1 else "".join(people)
    text = f"{esc(who)} ({esc(entry.fields.get('year', 'n.d.'))}). {esc(_plain(entry.fields.get('title', '')))}. "
    return text + _where(entry) + _doi(entry)


def _where(entry: Entry) -> str:
    fields = entry.fields
    if "journal" not in fields:
        on = f" (pp. {esc(fields['pages'].replace('--', '–'))})" if "pages" in fields else ""
        book = f"In <i>{esc(_plain(fields['booktitle']))}</i>{on}. " if "booktitle" in fields else ""
        return book + (f"{esc(_plain(fields['publisher']))}. " if "publisher" in fields else "")
    volume = f", {esc(fields['volume'])}" if "volume" in fields else ""
    number = f"({esc(fields['number'])})" if "number" in fields else ""
    pages = f", {esc(fields['pages'].replace('--', '–'))}" if "pages" in fields else ""
    return f"<i>{esc(_plain(fields['journal']))}</i>{volume}{number}{pages}. "


def _doi(entry: Entry) -> str:
    doi = entry.fields.get("doi", "")
    return f'<a href="https://doi.org/{esc(doi)}">doi:{esc(doi)}</a>' if doi else ""


def _last(person: Person) -> str:
    return _plain(" ".join([*person.prelast_names, *person.last_names]))


def _initials(person: Person) -> str:
    names = [_plain(name) for name in [*person.first_names, *person.middle_names]]
    given = " ".join("-".join(f"{part[0]}." for part in name.split("-") if part) for name in names)
    return f"{_last(person)}, {given}".rstrip(", ")


def _plain(text: str) -> str:
    """BibTeX text without its braces and escapes, accents and quotation marks as they are printed."""
    from pybtex.richtext import Text

    return str(Text.from_latex(text))
