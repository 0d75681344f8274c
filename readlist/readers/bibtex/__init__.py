"""BibTeX and BibLaTeX: a scanner of its syntax, what its fields mean, the reader."""
