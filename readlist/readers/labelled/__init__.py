"""Blocks of labelled fields: Title:, Authors:, Abstract:."""
