"""WHAT A CUSTOMER SEES: the e-mail that asks for a review, the form, the thanks, the unsubscribe page; eight languages.

Belongs here: MJML and Jinja2 sources, translations, the functions that turn plain values into finished text or back.
Does not: routes, tokens, storage, clocks, AWS. Imports the standard library, jinja2 and domain only.
"""
