"""Norm panels: result files to a snapshot in which nobody can be found."""
