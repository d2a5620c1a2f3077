"""Whole days of Suivi in virtual time: one seed, one day, and what follows it until every request has ended."""
