"""WHAT A CUSTOMER SEES: the review-request e-mail, the review form, the thank-you and unsubscribe pages, in eight languages.

Belongs here: MJML and Jinja2 sources, translations, and the functions that turn plain values into finished text or back.
Does not: routes, tokens, storage, clocks, AWS. Imports the standard library, jinja2 and domain only.
"""
