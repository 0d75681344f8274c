"""Pages of trending or daily papers."""
