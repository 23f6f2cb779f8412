"""Figures of the course: each is drawn from simulated people and comes with its finding, alt text and table.

Importing this package is light; matplotlib is loaded when a figure is drawn.
"""
