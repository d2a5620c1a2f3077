"""RULES: what would still be true on paper, with no computer.

Belongs here: proofs, review requests, facts and status, planning, the send protocol's transitions, errors.
Does not: clocks, AWS, HTTP, databases, environment variables. Standard library only.
"""
