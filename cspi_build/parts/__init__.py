"""What all sites have alike: engine, scripts, styles, drawing program. From sources, or ready in the wheel.

May import: site, engine and below.
"""
