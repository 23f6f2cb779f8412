"""From ``source/`` to everything that is given out. Nothing here is ever edited by hand.

=============  =================================================================
``notebook``   what a notebook may hold: hygiene, cell makers, writing
``derive``     points and grade ids of the task file into notebook metadata
``release``    ``source/`` → ``release/``, by nbgrader
``public``     ``source/`` → ``notebooks/``: practice only
``leaks``      whether text of a key stands somewhere
``tree``       the tree for participants, Binder and the public
``build``      all of it, and the check that nothing differs
=============  =================================================================
"""
