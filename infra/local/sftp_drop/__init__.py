"""The SFTP drop: what Transfer Family is in production, in front of the same bucket."""
