"""The course desk: a service that JupyterHub starts. It gives releases, takes hand-ins, shows marked pages.

``settings``  what the environment says
``names``     which names may become a file's name
``releases``  what is released, read from the release folder
``intake``    whether a hand-in fits the release
``results``   the numbers that come with a marked page, and nothing besides
``tables``, ``store``   every version of every hand-in, feedback; SQLite or PostgreSQL by URL
``pages``     marked pages as files
``hub``       who is asking: the one file that knows JupyterHub
``answering`` refusals in one sentence, no trace of the inside
``taking``    documents that come in, refused by their length before they are read
``api``, ``course_api``, ``views``   the routes: participants, instructors, pages
``app``       all of it as one application; ``python -m withinreach.desk`` runs it
"""
