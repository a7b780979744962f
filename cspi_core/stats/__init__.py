"""Statistics of numbers alone: distributions, intervals, differences, agreement.

Nothing here knows surveys or editions.
May import: errors, rounding.
"""
