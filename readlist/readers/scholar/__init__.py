"""Google Scholar: profiles, search results, alerts."""
