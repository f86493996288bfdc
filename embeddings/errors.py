"""What can go wrong with an encoder."""

from graph.model.errors import DuijieError


class EncoderError(DuijieError):
    """An encoder cannot be opened; the message (Chinese) says what to do."""
