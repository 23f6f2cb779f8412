"""Pure scoring: task, key and answer in, :class:`~withinreach.content.score.Score` out. No Jupyter, no files.

==============  ====================================================================
``confidence``  the rule that turns a share and a confidence into a mark
``gate``        caps for a missed risk
``choice``      one of several, or several of several
``interval``    stretches of a trace
``order``       cards in tiers, or by rules
``sort``        items into columns
``kinds``       dispatch by kind: ``score(task, key, answer, confidence)``
``module``      all machine-marked tasks of one hand-in
==============  ====================================================================
"""

from withinreach.grading.kinds import machine_marked, score
from withinreach.grading.module import score_hand_in

__all__ = ["machine_marked", "score", "score_hand_in"]
