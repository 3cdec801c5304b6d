"""Deliberately wrong plugins, one for each check of the kit, over components that are right."""
