"""Atom and RSS of arXiv."""
