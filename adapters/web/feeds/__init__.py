"""The archive as feeds: articles become entries, whatever the format; Atom, RSS and JSON Feed write them."""
