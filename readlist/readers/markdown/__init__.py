"""Markdown lists of papers."""
