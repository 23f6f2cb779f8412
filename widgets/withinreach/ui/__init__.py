"""What a notebook shows: components that hydrate ``render``'s HTML.

``module``     the module as a notebook has it: ``task``, ``figure``, ``handin``
``component``  what all components share: traits, messages, the static form
``choice``, ``text``, ``note``, ``figure``, ``handin``   one component a file, with ``static/<name>.js``
``keeping``    where answers go: journal, private file, nowhere
"""

from __future__ import annotations

from withinreach.ui.module import open_module

__all__ = ["open_module"]
