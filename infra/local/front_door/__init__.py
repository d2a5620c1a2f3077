"""The front door: what CloudFront is in production, one origin for the page and the API."""
