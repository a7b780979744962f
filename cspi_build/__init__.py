"""Turns survey definitions and benchmark editions into a site. Runs at build time only; never ships."""
