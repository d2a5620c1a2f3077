"""Infrastructure: the template merged into Chalice's output, and the local cloud."""
