"""The seed corpus and seed words, as data (see README.md here)."""
