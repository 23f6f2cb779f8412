"""One kind of task a file: what stands in the task file, what stands in its key, and the rules of both.

Adding a kind: a file here with its task and key, a line in ``content.tasks`` (and ``content.keys`` where a key
belongs to it), then one file each in ``render``, ``ui``, ``ui/static`` and ``grading``.
"""
