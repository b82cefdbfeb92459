"""Social assistance: cases from application to payment, hardship leads, supplies, and what a family gets from anyone.

Owns: aid cases with means and decisions, postings, hardship leads, donation stations and the charity supermarket.
Publishes: payment schemes of aid, roster 低保, feed MZ03.
Imports: lifecycle, residents, facilities, messaging, accounts, core.
"""
