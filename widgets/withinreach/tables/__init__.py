"""Tables of answers and scores as files: CSV or Parquet by the name's ending, in rounds, so that size does not matter.

The engine (`psychometrics`) knows no files; the command line knows no tables. Here the two meet.
"""
