"""What officers do: plans, units, who has not, notices."""
