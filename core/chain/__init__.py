"""The hash chain: tampering with logs and history is seen, by a command that needs neither the site nor trust in it.

A job (not a trigger: hashing inside the write costs more than half of its speed) hashes the rows of each stream in links of up to a
thousand; each link holds the hash of the one before. Once a day the heads of all chains are anchored in a file that is to be
kept elsewhere. Old log rows leave for sealed archives, link by link, and verify from there.

streams.py what is chained · canonical.py how a row is written for hashing · linking.py the job · anchors.py · verifying.py ·
archiving.py, archive_files.py what becomes of old rows
"""
