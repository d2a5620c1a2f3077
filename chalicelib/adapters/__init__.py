"""THE OUTSIDE WORLD: the only room that imports boto3, botocore or pynamodb.

Belongs here: classes that fit a port of `usecases/ports.py` by shape, vendor errors translated into ours.
Does not: rules. Built only by `bootstrap.py`.
"""
