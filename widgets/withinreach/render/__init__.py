"""Course objects to semantic HTML: pure functions, no Jupyter, no widgets, no numbers of their own.

``escape``     everything that a person typed, made harmless
``markdown``   prompts and reasons
``prose``      a source notebook's text: citations, claims, sections, boxes
``choice`` …   one file a kind of task
``questionnaire``  heads and forms of questionnaires, pages of scores
``task``       the frame around a task, and the way to the right kind
``marked``     the page a participant reads after feedback is released
``shell``      a whole page; ``home`` the list of modules
``static/``    the one CSS, the fonts, the page's script
"""
