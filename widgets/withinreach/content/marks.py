"""YAML with line numbers: plain data, and for every place in it the line where it stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import yaml

from withinreach.content.errors import ContentError

Place = tuple[str | int, ...]


class Marked:
    """Plain data read from one YAML file, with the line of each place."""

    def __init__(self, file: Path, data: Any, lines: dict[Place, int]) -> None:
        self.file, self.data, self._lines = file, data, lines

    def line(self, place: Place) -> int | None:
        """The line of ``place``, or of the nearest thing around it."""
        while place and place not in self._lines:
            place = place[:-1]
        return self._lines.get(place)


def read_marked(file: Path) -> Marked:
    """Read a YAML file.

    Raises
    ------
    ContentError : the file cannot be read or is not YAML, or a mapping names a field twice
    """
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(file, f"The file cannot be read ({error}).", "a readable UTF-8 file.") from error
    loader = yaml.CSafeLoader(text)
    try:
        node = loader.get_single_node()
        lines: dict[Place, int] = {}
        data = _plain(file, loader, node, (), lines) if node is not None else None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise ContentError(
            file, f"This is not YAML: {error.problem}.", "YAML, indented by spaces.", line=line
        ) from error
    finally:
        loader.dispose()
    return Marked(file, data, lines)


def _plain(file: Path, loader: yaml.CSafeLoader, node: yaml.Node, place: Place, lines: dict[Place, int]) -> Any:
    lines[place] = node.start_mark.line + 1
    if isinstance(node, yaml.SequenceNode):
        return [_plain(file, loader, child, (*place, i), lines) for i, child in enumerate(node.value)]
    if not isinstance(node, yaml.MappingNode):
        return cast("Any", loader).construct_object(node, deep=True)
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        name = str(key_node.value)
        if name in found:
            raise ContentError(
                file, f"The field {name!r} stands here twice.", "each field once.", line=key_node.start_mark.line + 1
            )
        found[name] = _plain(file, loader, value_node, (*place, name), lines)
        lines[(*place, name)] = key_node.start_mark.line + 1
    return found
