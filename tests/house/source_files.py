"""What several house tests read: the files of this repository, and the imports of a module."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
PACKAGE = CHECKOUT / "widgets" / "withinreach"


def repository_files(*patterns: str) -> list[Path]:
    """All files that git keeps or would keep, optionally only those that match a pattern such as ``*.py``."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run([*command, "--", *patterns], cwd=CHECKOUT, capture_output=True, text=True, check=True)
    files = [CHECKOUT / name for name in listed.stdout.split("\0") if name]
    return sorted(file for file in set(files) if file.is_file() and not file.is_symlink())


@dataclass(frozen=True)
class Import:
    """One import: who, whom, on which line, and whether it happens as soon as the module is imported."""

    module: str
    target: str
    line: int
    at_once: bool


def module_name(file: Path, root: Path) -> str:
    """``withinreach.content.keys`` for ``<root>/content/keys.py``; the package itself for ``__init__.py``."""
    parts = (root.name, *file.relative_to(root).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports_of(file: Path, root: Path) -> Iterator[Import]:
    """Every import of one file, also those inside functions and for the type checker."""
    name = module_name(file, root)
    package = name if file.name == "__init__.py" else name.rpartition(".")[0]
    yield from _walk(ast.parse(file.read_text(encoding="utf-8")), name, package, at_once=True)


def _walk(node: ast.AST, module: str, package: str, *, at_once: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(module, alias.name, child.lineno, at_once) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            base = child.module or ""
            if child.level:
                above = package.split(".")[: len(package.split(".")) - child.level + 1]
                base = ".".join([*above, base] if base else above)
            # "from a import b" may mean the module a.b: both are looked at, the longer one first.
            yield from (Import(module, f"{base}.{alias.name}", child.lineno, at_once) for alias in child.names)
        elif isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from _walk(child, module, package, at_once=False)
        else:
            function = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _walk(child, module, package, at_once=at_once and not function)
