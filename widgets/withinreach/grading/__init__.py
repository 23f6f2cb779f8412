"""Pure scoring: task, key and answer in, :class:`~withinreach.content.score.Score` out. No Jupyter, no files.

===============  ====================================================================
``confidence``   the rule that turns a share and a confidence into a mark
``gate``         caps for a missed risk
``choice``       one of several, or several of several
``dialogue``     a way through a talk that branches
``interval``     stretches of a trace
``number``       fields to fill in, later ones right for earlier wrong values
``order``        cards in tiers, or by rules
``probability``  shares of a hundred, also clue by clue or over boxes in order
``simulation``   a course through a teaching model
``sort``         items into columns
``text``         the sum of a written answer, from its marker's line
``kinds``        dispatch by kind: ``score(task, key, answer, confidence)``
``practice``     the share of a practice answer, for the spaced return
``module``       all machine-marked tasks of one hand-in
===============  ====================================================================
"""

from withinreach.grading.kinds import machine_marked, score
from withinreach.grading.module import score_hand_in

__all__ = ["machine_marked", "score", "score_hand_in"]
