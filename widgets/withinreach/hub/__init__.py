"""One machine, one command: the workshop's JupyterHub, its accounts, the desk and the public edition.

``launch.run`` and ``launch.clean`` are what ``withinreach hub`` calls; ``deploy/hub/jupyterhub_config.py``
uses the authenticator and the spawners.
"""
