"""HTTP IN AND OUT: parse, call one use case, shape the answer.

Belongs here: routes, authorizer, query strings, JSON and HTML answers, domain error -> HTTP status.
Does not: rules, storage.
"""
