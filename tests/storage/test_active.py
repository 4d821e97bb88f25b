"""Every query that goes over units says whether it means those that were stopped, too."""

import re
from pathlib import Path

STORAGE = Path(__file__).resolve().parents[2] / "storage"

GO_OVER_ALL = {
    "calls.py": "whom to call, put beside a list of those that work on",
    "contributions.py": "what was written stays readable",
    "fanning.py": "goes by `units_in`, which means active ones alone",
    "former_names.py": "a stopped unit is found by the names it had",
    "heads.py": "who headed which bloc in years gone by; a stop ends what is to come",
    "notices.py": "a name put beside a person whom an earlier notice did not reach",
    "recipients.py": "whom an earlier notice was for",
    "unit_types.py": "types stay known for a list of units to be imported",
}


def test_every_module_of_queries_on_units_says_which_units_it_means():
    silent = set()
    for path in STORAGE.glob("*.py"):
        source = path.read_text(encoding="utf-8")
        if re.search(r"\bcol\(Unit\.|\bselect\(Unit\b", source) and "is_active(" not in source:
            silent.add(path.name)

    assert silent == set(GO_OVER_ALL)
