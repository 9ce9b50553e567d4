"""Planted scenarios: for every headline rule people of its own with whom it fires, nearly fires, or must not."""
