"""AWS ENVELOPES: unwrap record by record, call one use case, report partial failures.

Belongs here: SQS, SNS-in-SQS, S3-in-SQS and tick events.
Does not: rules, storage, the decorators (those stand in app.py).
"""
