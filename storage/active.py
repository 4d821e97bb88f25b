"""Which units are asked for anything: those that were not stopped."""

from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col

from storage.tables import Unit


def is_active(unit: Any = Unit) -> ColumnElement[bool]:
    """The SQL of «the unit works on»: it is counted, reminded and written to.

    Every query that goes over units says it, but for those on what was handed in or said before.
    """
    return col(unit.stopped_on).is_(None)
