"""Files that leave: whom they contained, when a second person must agree, how long they may lie about (SEC16, SEC35).

contents.py whom a file contained · approval.py from how many persons on, and by whom · exporters.py what can be produced later ·
requests.py ask, decide, fetch, clear away
"""
