"""Zones as agencies draw them, GeoJSON, to valid geometry in British National Grid metres."""
