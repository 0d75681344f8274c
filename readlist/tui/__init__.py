"""The screen: what the command `readlist` shows in a terminal."""
