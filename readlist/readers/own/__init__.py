"""readlist's own Markdown export, read back."""
