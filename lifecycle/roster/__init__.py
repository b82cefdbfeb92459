"""The roster engine: a list is criteria, a criterion is a `Q` with words (idea 7).

declaration — what a roster says of itself   context — for which area and day, by which parameters
select — the rows, in one statement          explain — why one person is on it or not, by the same `Q`s
publish — frozen versions                    difference — what changed between two, and why
export — the files, registered               workbook — how the xlsx looks
"""
