"""The embedded engine: a store in one file, opened by this process, through Ladybug."""
