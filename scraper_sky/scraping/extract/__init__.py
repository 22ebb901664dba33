"""Bytes in, frozen values out: nothing below this folder fetches, stores or raises for bad HTML."""
