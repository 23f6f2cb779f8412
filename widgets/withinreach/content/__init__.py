"""What the course holds: tasks, keys, answers, hand-ins, references. Files in, frozen objects out.

==================  =====================================================================
``errors``          the one exception of a broken file, with file, line, field, rule, way out
``resources``       where the shipped data lie (``importlib.resources``)
``course``          the eight modules, their titles, their names
``tasks``, ``keys``  frozen models of tasks and of keys
``load``            YAML or JSON to those models, or a refusal
``rules``           what a schema cannot say: ids, keys, reasons, citations
``answers``         one answer, a journal line, the state of a module
``journal``         the append-only record in the participant's data folder
``cards``           what is remembered of a practice question, and when it is due
``returning``       which questions of earlier modules come back
``cardfile``        the file that holds the cards
``atomic``          a small file replaced as a whole
``private``         notes that never leave their own file
``handin``          the one document that is handed in
``score``           what a scorer returns and a page shows
``rubric``          the line of marks in a marker's comment
``references``      BibTeX and claims
``instruments``     questionnaires as data, in our paraphrases
``official``        the slot for an institution's official wording
==================  =====================================================================
"""
