"""A whole campaign, day by day, of 300 units: what everybody was told is held against the rules."""
