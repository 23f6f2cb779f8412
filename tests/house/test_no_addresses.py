"""No file of this repository says where one machine keeps things, from whom it gets packages, or a secret."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.house.source_files import CHECKOUT, repository_files

FORBIDDEN = {
    "the host of a package registry": r"pypi\.org|pythonhosted|registry\.npmjs|registry\.yarnpkg",
    "a folder of one machine": r"(?<![\w.$}])/(?:work|root/\.\w+|opt/wheels|opt/pypi|home/[a-z]+/\.\w+)(?![\w-])",
    "an index in a local folder": r"(?i)(?:index|links)\W{1,3}(?:url)?\W{0,3}file://",
    "a token": r"gh[pousr]_[A-Za-z0-9]{30,}|npm_[A-Za-z0-9]{30,}|pypi-[A-Za-z0-9_-]{40,}|AKIA[0-9A-Z]{16}",
    "a private key": r"-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----",
}
BINARY = {".png", ".woff2", ".ttf", ".otf", ".ico", ".gz", ".jpg"}


HERE = Path(__file__).resolve()  # the one file that has to name what is forbidden


def findings(text: str) -> list[str]:
    """What is forbidden in a text: the kind and the words."""
    return [f"{what}: {found[0]!r}" for what, pattern in FORBIDDEN.items() if (found := re.search(pattern, text))]


def test_no_file_names_a_registry_a_machine_or_a_secret() -> None:
    files = [file for file in repository_files() if file.suffix not in BINARY and file != HERE]
    assert files
    found = {
        str(file.relative_to(CHECKOUT)): words
        for file in files
        if (words := findings(file.read_text(encoding="utf-8", errors="replace")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "text,what",
    [
        ("index-url = https://pypi.org/simple", "the host of a package registry"),
        ('"resolved": "https://registry.npmjs.org/a.tgz"', "the host of a package registry"),
        ("#!/root/.pyenv/shims/python3", "a folder of one machine"),
        ("see /work/shared/design.md", "a folder of one machine"),
        ("extra-index-url = file:///srv/simple", "an index in a local folder"),
        ("token: ghp_" + "a1" * 20, "a token"),
    ],
)
def test_each_rule_sees_what_it_is_there_for(text: str, what: str) -> None:
    (found,) = findings(text)
    assert found.startswith(what)


@pytest.mark.parametrize(
    "text", ["a frame/work/shop", "homework/", "https://example.org/work/", "networking", "/workshop"]
)
def test_ordinary_words_are_no_findings(text: str) -> None:
    assert findings(text) == []
