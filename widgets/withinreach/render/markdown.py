"""Markdown of task files to HTML. Raw HTML in it stays text."""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "typographer": True}).enable(["smartquotes", "replacements"])


def block(text: str) -> str:
    """Paragraphs and lists."""
    return str(_parser().render(text)).strip()


def inline(text: str) -> str:
    """One run of text, without a paragraph around it."""
    return str(_parser().renderInline(text)).strip()
