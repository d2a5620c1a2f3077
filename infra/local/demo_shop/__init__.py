"""The demo shop: two months of believable review requests, made by the real use cases with past instants."""
