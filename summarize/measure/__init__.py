"""Measuring: rows with what is expected are asked as people ask, and scored.

    rows -> run -> questions, summaries, attacks, quotes -> report -> table

What a row may be stands in `rows`, how a text is asked in `ways`, what a figure means in `scores`,
`coverage` and `intervals`.
"""
