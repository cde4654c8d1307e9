"""Reads data products."""
