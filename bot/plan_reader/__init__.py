"""Reading a plan document: what it asks, of whom, by when, each with its quote and place."""
