"""What can go wrong by the rules: each error says what happened; words are found at the edge."""


class RuleViolation(Exception):
    """A rule of the campaign says no. Subclasses carry the facts that the explanation needs."""
