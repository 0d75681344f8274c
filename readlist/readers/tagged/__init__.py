"""Files of tagged lines: RIS, PubMed, EndNote and their like."""
