"""UNTRUSTED IN: bytes and JSON of merchants and of SES become domain objects or named rejects.

Belongs here: column names, formats, encodings, field rules, vendor words. Pure functions.
Does not: anything that decides, stores or sends.
"""
