"""A whole campaign, day by day, of a hundred units: what everybody was told is held against the rules."""
