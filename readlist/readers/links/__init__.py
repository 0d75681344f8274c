"""Lists of links, arXiv ids and DOIs."""
