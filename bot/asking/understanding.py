"""From a typed text to a `Question`: concepts by their phrases, then the first rule that fits,
weighed against what lines of people that are alike were meant as.

What fits no rule and is like no example is OTHER with confidence 0, and the caller should then
offer choices rather than an answer.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.asking.concepts import concepts_of, shapes_of
from bot.asking.details import phase_in, title_in
from bot.asking.examples import likelihoods
from bot.asking.spelling import LONGEST, words_of
from bot.asking.stating import StatedValue, period_named, values_in
from bot.asking.vocabulary import ELSEWHERE, TITLE, Intent, Rule, Vocabulary, vocabulary
from bot.rules.plans import REPORTS, Kind

SURE_ENOUGH = 0.6
_BEYOND_DOUBT = 0.95
_IN_DOUBT = 0.5
_CLOSE, _GUESSED, _FAR = 2, 4, 6
"""How far one reading is ahead of the next that is still doubted, that is offered as a guess, and
that is believed (natural logarithm)."""
_BY_EXAMPLES, _AGREED = 0.7, 0.9
_RULE_WEIGHS = 8
"""What a rule that is wholly sure adds to the likelihood of its intent (natural logarithm)."""
_MENDED_SURE = 0.85
_KNOWN_FOR_ONE_STRANGE = 4
_LONGEST_PHRASE = 5
_MENDED_FROM = 7
_MOST_WORDS = 40
_GOES_ON = re.compile(r"(?:(?:the|vay|rua|roi)? ?con\b|(?:the|vay|rua) )(?!may\b|bao|no\b|thieu)")
"""How a second question begins that only says of what: «thế còn báo cáo năm?»."""
_FOLLOWS = 0.7
_STATED, _SURER_THAN_STATED = 0.9, 0.8
_ACK, _MOST_ACK_WORDS = "ack", 3
_ASKING = frozenset({"when", "how_long", "person", "asks"})
OF_A_KIND = frozenset(
    {Intent.DEADLINE_QUERY, Intent.MY_STATUS, Intent.SUBMIT_REPORT, Intent.HOW_TO_SUBMIT}
)
"""What is asked about a duty, so that its kind is a detail of it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a person wants: `kind` is the duty it is about, `slot` a detail, confidence 0 to 1.

    `on_reports` says that reports were named, be it without saying which. `or_else` is another
    reading that is plausible: the person is to be asked. `stated` are figures of a report or a
    registration that stand in the text.

    Slots by intent: deadline_query and my_status name the kind ("midyear_report") or "phase_2",
    "bloc", "all"; deadline_list "all" or "overdue"; how_to_submit and submit_report "amend",
    "template", "template_registration", "registration" or the kind; register a title or "target".
    """

    intent: Intent
    kind: Kind | None
    slot: str | None
    confidence: float
    on_reports: bool = False
    or_else: Intent | None = None
    stated: tuple[StatedValue, ...] = ()


def is_asking(text: str) -> bool:
    """Whether a text is put as a question: by its mark, its words, or as a wish for a number to
    call («cho xin sdt»)."""
    if text.rstrip().endswith("?"):
        return True
    concepts = concepts_of(words_of(text), vocabulary())
    return bool(_ASKING & concepts) or {"want", "phone"} <= concepts


def goes_on(text: str) -> bool:
    """Whether a line goes on from another: «thế còn báo cáo năm?»."""
    return _GOES_ON.match(" ".join(words_of(text))) is not None


def understand(text: str) -> Question:
    """What `text` asks for; with or without accents, abbreviated, mistyped. Never raises.

    Only the first 300 characters are looked at: what is longer is no question. The surest rules
    decide alone. Others are weighed against the examples, and where two readings are close the
    likelier one is taken with doubt, the next beside it (`or_else`).
    """
    question = _by_words(text)
    stated = values_in(text, planned=question.intent is Intent.REGISTER)
    return _with_stated(question, stated, text) if stated else question


def _with_stated(question: Question, stated: tuple[StatedValue, ...], text: str) -> Question:
    """Figures say by themselves what is wanted, unless the words say more surely something else."""
    if question.intent is Intent.REGISTER:
        return replace(question, stated=stated)
    if question.intent is not Intent.SUBMIT_REPORT and question.confidence >= _SURER_THAN_STATED:
        return question
    amends = question.intent is Intent.SUBMIT_REPORT and question.slot == "amend"
    kind = question.kind if question.kind in REPORTS else period_named(text)
    slot = "amend" if amends else kind.value if kind else None
    sure = max(question.confidence, _STATED)
    on_reports = question.on_reports
    return Question(Intent.SUBMIT_REPORT, kind, slot, sure, on_reports, stated=stated)


def understand_by_rules(text: str) -> Question:
    """What the rules alone hear in a text, whatever lines of people were like it."""
    words = words_of(text)
    return _by_rules(words, _concepts_in(text, words))


def _by_words(text: str) -> Question:
    words = words_of(text)
    concepts = _concepts_in(text, words)
    return _weighed(_by_rules(words, concepts), words, concepts)


def _concepts_in(text: str, words: list[str]) -> frozenset[str]:
    return concepts_of(words, vocabulary()) | shapes_of(text[:LONGEST], words)


def _weighed(heard: Question, words: list[str], concepts: frozenset[str]) -> Question:
    """The reading for which rules and examples speak most; where another is close, both."""
    if heard.confidence >= _BEYOND_DOUBT:
        return heard
    likely = likelihoods(words)
    likely[heard.intent] += _RULE_WEIGHS * heard.confidence**2
    first, second = sorted(likely, key=likely.__getitem__, reverse=True)[:2]
    lead = likely[first] - likely[second]
    if first is heard.intent:
        return _agreed(heard, second, lead)
    is_far = lead >= _FAR
    is_about_something = bool(concepts) or (is_far and len(words) > 1)
    if not heard.confidence and not (is_about_something and lead >= _GUESSED):
        return heard
    read = _read_as(first, words, concepts)
    # Where no rule has a word in it, it is a guess all the same: what a line is about is not yet
    # what it asks.
    if is_far and heard.confidence:
        return read
    return replace(read, confidence=_IN_DOUBT, or_else=heard.intent)


def _agreed(heard: Question, second: Intent, lead: float) -> Question:
    """What rules and examples both hear: surer where nothing else is near, in doubt where it is."""
    if heard.confidence < SURE_ENOUGH:
        return heard
    if lead < _CLOSE:
        return replace(heard, confidence=_IN_DOUBT, or_else=second)
    return replace(heard, confidence=max(heard.confidence, _AGREED)) if lead >= _FAR else heard


def _by_rules(words: list[str], concepts: frozenset[str]) -> Question:
    known, sentence = vocabulary(), " ".join(words)
    rules = _rules_for(words)
    rule, sure = _first(rules, concepts)
    if sure < SURE_ENOUGH and (mended := _mended_concepts(words, known) - concepts):
        other, other_sure = _first(rules, concepts | mended)
        if other_sure * _MENDED_SURE > sure:
            rule, sure, concepts = other, other_sure * _MENDED_SURE, concepts | mended
    kind = _kind(concepts, known)
    if sure < SURE_ENOUGH and kind is not None and _GOES_ON.match(sentence):
        return Question(Intent.DEADLINE_QUERY, kind, kind.value, _FOLLOWS, "report" in concepts)
    if rule is None:
        return Question(Intent.OTHER, kind, None, 0.0)
    slot = _slot(rule.intent, rule.slot, kind, concepts, sentence)
    if slot == _ACK and len(words) > _MOST_ACK_WORDS and not _is_said_in_full(sentence, known):
        # «giá vàng hôm nay» holds a "vâng".
        return Question(Intent.OTHER, kind, None, 0.0)
    return Question(rule.intent, kind, slot, round(sure, 2), "report" in concepts)


def _read_as(intent: Intent, words: list[str], concepts: frozenset[str]) -> Question:
    """The line read as the examples have it, with the details that the rules know of."""
    rules = [rule for rule in _rules_for(words) if rule.intent is intent]
    rule, _ = _first(rules, concepts)
    kind = _kind(concepts, vocabulary())
    slot = _slot(intent, rule.slot if rule else None, kind, concepts, " ".join(words))
    return Question(intent, kind, slot, _BY_EXAMPLES, "report" in concepts)


def _rules_for(words: list[str]) -> list[Rule]:
    known = vocabulary()
    return [rule for rule in known.rules if not rule.alone or _is_known(words, known)]


def _is_known(words: list[str], known: Vocabulary) -> bool:
    """Whether so few words are strange that what stands beside them can be believed."""
    strange = sum(word.isalpha() and word not in known.plain for word in words)
    return strange * _KNOWN_FOR_ONE_STRANGE <= len(words)


def _mended_concepts(words: list[str], known: Vocabulary) -> frozenset[str]:
    """Concepts whose phrases stand in the text but for one letter: "bao coa".

    Two words of the vocabulary are never taken for another: "hom nay" is not "hom nao".
    """
    found: frozenset[str] = frozenset()
    words = words[:_MOST_WORDS]
    for size in range(2, _LONGEST_PHRASE):
        phrases = _phrases_of(size)
        for start in range(len(words) - size + 1):
            if known.words.issuperset(words[start : start + size]):
                continue
            window = " ".join(words[start : start + size])
            hit = process.extractOne(window, phrases, scorer=OSA.distance, score_cutoff=1)
            if hit:
                found |= known.phrases[hit[0]]
    return found


@cache
def _phrases_of(size: int) -> list[str]:
    # No slip of the finger makes a line somebody else's business.
    phrases = (p for p, names in vocabulary().phrases.items() if names != {ELSEWHERE})
    return [p for p in phrases if p.count(" ") == size - 1 and len(p) >= _MENDED_FROM]


def _is_said_in_full(sentence: str, known: Vocabulary) -> bool:
    """Whether several words together say that it was heard, not one that may be another's part."""
    return any(
        " " in phrase and _ACK in names and f" {phrase} " in f" {sentence} "
        for phrase, names in known.phrases.items()
    )


def _first(rules: Iterable[Rule], concepts: frozenset[str]) -> tuple[Rule | None, float]:
    for rule in rules:
        if rule.fits(concepts):
            return rule, rule.sure
    return None, 0.0


def _kind(concepts: frozenset[str], known: Vocabulary) -> Kind | None:
    for kind, concept, without in known.kinds:
        if concept in concepts and not without & concepts:
            return kind
    return None


def _slot(
    intent: Intent, slot: str | None, kind: Kind | None, concepts: frozenset[str], sentence: str
) -> str | None:
    if slot == "phase":
        return phase_in(sentence) or slot
    if slot == TITLE:
        return title_in(sentence) or ("target" if "target" in concepts else None)
    if slot is None and kind is not None and intent in OF_A_KIND:
        return kind.value
    return slot
