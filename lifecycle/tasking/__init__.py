"""Tasks (待办): kinds with forms and checklists, due dates that can be read, one table of transitions."""
