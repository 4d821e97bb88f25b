"""The officers' word on what a unit handed in: accepted, or returned with a reason and a date."""

from enum import StrEnum


class Part(StrEnum):
    """Which part of a report or registration a reason for returning it speaks of."""

    WHOLE = "whole"
    FILES = "files"
    FIGURES = "figures"
    SECTIONS = "sections"
    TITLES = "titles"
    PEOPLE = "people"
    TARGETS = "targets"
