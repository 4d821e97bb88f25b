"""A campaign of a hundred units, day by day: what everybody was told, held against the rules."""
