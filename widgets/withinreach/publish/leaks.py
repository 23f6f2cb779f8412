"""Whether the text of a key stands in something that is given out, plainly or in a common encoding."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from withinreach.content.marks import read_marked

SHORTEST = 40
"""A sentence of fewer characters may stand anywhere by chance."""

_SENTENCE = re.compile(r"(?<=[.!?:;])\s+")
_NOT_A_WORD = re.compile(r"[\W_]+")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{40,}={0,2}")
_LINE_END = re.compile(r"\\[nrt]")
_TAG = re.compile(r"<[^>]{0,300}>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")


def secrets(keys: Path) -> list[str]:
    """Each sentence of each text in the key files of a folder, as ``plain`` writes it; ids and numbers are none."""
    found: set[str] = set()
    for file in sorted(keys.glob("*.yaml")):
        for text in texts(read_marked(file).data):
            found.update(plain(part) for part in (text, *_SENTENCE.split(text)) if len(plain(part)) >= SHORTEST)
    return sorted(found)


def leak(content: bytes, known: list[str]) -> str | None:
    """The first of ``known`` that stands in ``content``, none where none does."""
    shown = [plain(text) for text in _readings(content)]
    return next((secret for secret in known if any(secret in text for text in shown)), None)


def plain(text: str) -> str:
    """Words only, small, with single spaces: the same for straight and curly quotation marks, wrapped or not."""
    return _NOT_A_WORD.sub(" ", text).strip().casefold()


def texts(data: object) -> Iterator[str]:
    """Every text in what a YAML or JSON file holds, at any depth."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from texts(value)
    elif isinstance(data, list):
        for value in data:
            yield from texts(value)


def _readings(content: bytes) -> Iterator[str]:
    """The content as text, and as what HTML, JSON, an address or base64 in it would say."""
    text = content.decode("utf-8", errors="replace")
    yield from _unescaped(text)
    for run in _BASE64.findall(content):
        for start in range(4):
            yield from _unescaped(_decoded(run[start:]))


def _unescaped(text: str) -> Iterator[str]:
    text = _LINE_END.sub(" ", text)
    yield text
    yield html.unescape(_TAG.sub("", text))
    yield _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    yield unquote(text)


def _decoded(run: bytes) -> str:
    body = run.rstrip(b"=").translate(bytes.maketrans(b"-_", b"+/"))
    try:
        return base64.b64decode(body[: len(body) // 4 * 4]).decode("utf-8", errors="replace")
    except (binascii.Error, ValueError):
        return ""
