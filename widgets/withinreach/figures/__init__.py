"""Figures of the course: each is drawn from simulated people and comes with its finding, alt text and table.

Importing this package is light; matplotlib is loaded when a figure is drawn.

``registry``  every figure that a page can show by name, with its sliders (``dials``)
``style``     colours, type sizes, sheets, text; ``axes`` ticks, bands, lines, dots; ``words`` counts in plain words
``plane``     the plane of the two mean scores; ``rings`` around a cloud, ``estimate`` around a person
``svg``       a figure as SVG in the page's own colours
one file a figure; ``..._words`` beside it where what it says needs room. ``under_reading`` and ``year`` hand simulated
people to ``posterior`` and ``trajectories``.
"""
