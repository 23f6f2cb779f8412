"""A module from ``source/`` in an author's browser: the real page, new whenever a file changes.

``staging`` makes what is shown and says what is wrong, ``watching`` notices changes, ``pages`` is the frame around the
page, ``server`` is Voilà with our template and three addresses of its own. Nothing of it is in any other host.
"""
