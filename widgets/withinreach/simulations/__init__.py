"""Teaching models: small, deterministic, and author-set. Each says what was built in and predicts no patient.

Pure functions of parameters and a seed: nothing here plots, and only `interviews` reads a file.
"""
