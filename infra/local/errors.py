"""What stops the local cloud, told to the person at the terminal."""


class LocalCloudError(Exception):
    """The local cloud cannot start or go on; the message is one or two sentences and says what to do."""
