"""JSON of papers, as one document or one a line."""
