"""Text to tree and back: tokens, parser, printer, types."""
