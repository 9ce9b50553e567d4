"""From a network to a picture or a text: pure functions, no store, no web."""
