"""WHAT THE SYSTEM DOES: one verb, one file, one public function taking ports and `now`.

Belongs here: "first this, then that". The ports (`ports.py`) say what a use case needs from outside.
Does not: vendor words, HTTP, environment variables, clocks.
"""
