"""The promises of docs/performance.md, measured: each as a ratio to a floor measured in the same run.

`bin/bench [NAME …] [--residents N]` works in a database of its own. One module per promise; `population` makes the people
once and keeps them for the next run, `visitors` opens pages as a signed-in user, `timing` runs ours and the floor in turn.
"""
