"""Turns survey definitions and benchmark snapshots into a site. Runs at build time only; never ships."""
