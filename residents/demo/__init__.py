"""The demo population: made-up people whose ages, names, families and moves are spread as the district's are.

Pure generators (`plan` → `births` → `families` → `homes` → `lives` → `profiles`, in `people`) make people from a seed alone; `writing`
puts them into the base with COPY. Handbook §16: numbers carry the unassigned area 440199, every person is marked synthetic.
"""
