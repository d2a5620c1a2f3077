"""The local cloud: what stands in for AWS on one machine."""
