"""Adult-attachment questionnaires as numbers: simulate answers, score them, describe a population.

People are rows, items are columns, always in the published order. Nothing here plots, prints, or keeps a random
state: the same seed gives the same people.
"""
