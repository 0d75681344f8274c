"""arXiv as people save it: listing and search pages, and the daily e-mail."""
