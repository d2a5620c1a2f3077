"""The SES twin: a local stand-in for Amazon SES v2 with an inbox for people."""
