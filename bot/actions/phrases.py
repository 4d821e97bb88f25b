"""What was not understood in an organisation, and what its officers say it means."""

from datetime import datetime

from sqlmodel.ext.asyncio.session import AsyncSession

from bot.actions.journal import note
from bot.asking.phrases import compared, is_common, is_meaning
from bot.rules.dialogues import check_words
from bot.rules.members import Member, NameTaken, check_officer
from bot.rules.phrases import (
    LONGEST_PHRASE,
    MOST_PHRASES,
    SHORTEST,
    Phrase,
    PhraseTooCommon,
    PhraseTooShort,
    TooManyPhrases,
    Unheard,
    UnknownPhrase,
    is_worth_keeping,
)
from storage.locking import hold
from storage.obligations import obligations_of
from storage.phrases import keep_newest, phrase_rows, phrases_of, unheard_of, unheard_rows
from storage.tables import Organisation, UnheardLine
from storage.tables import Phrase as PhraseRow


async def phrases_for(db: AsyncSession, member: Member) -> list[Phrase]:
    """The phrases of the organisation the member speaks in; none for a stranger."""
    post = member.post
    return [] if post is None else await phrases_of(db, post.organisation_id)


async def note_unheard(db: AsyncSession, organisation_id: int, line: str, now: datetime) -> None:
    """Keep a line that was not understood, without who typed it; of many the newest are kept."""
    words = compared(line)
    if not words or not is_worth_keeping(line):
        return
    await hold(db, Organisation, organisation_id)
    for row in await unheard_rows(db, organisation_id):
        if row.words == words:
            row.times, row.last_at = row.times + 1, now
            return
    tidy = " ".join(line.split())
    db.add(UnheardLine(organisation_id=organisation_id, line=tidy, words=words, last_at=now))
    await db.flush()
    await keep_newest(db, organisation_id)


async def own_unheard(db: AsyncSession, member: Member) -> list[Unheard]:
    """What was not understood in the officer's organisation, newest first. Raises NotAllowed."""
    return await unheard_of(db, check_officer(member).organisation_id)


async def read_unheard(db: AsyncSession, member: Member, line_id: int) -> Unheard:
    """One of these lines. Raises NotAllowed, UnknownPhrase."""
    for line in await own_unheard(db, member):
        if line.id == line_id:
            return line
    raise UnknownPhrase


async def kinds_asked(db: AsyncSession, member: Member) -> dict[str, str]:
    """The kinds of duty that the officer's plans ask for, each with the first one's title.

    Raises NotAllowed.
    """
    asked = await obligations_of(db, check_officer(member).organisation_id)
    kinds: dict[str, str] = {}
    for each in asked:
        if each.is_collected and is_meaning(each.kind.value):
            kinds.setdefault(each.kind.value, each.title)
    return kinds


async def drop_unheard(db: AsyncSession, member: Member, line_id: int) -> None:
    """Take a line off the list. Raises NotAllowed, UnknownPhrase."""
    await read_unheard(db, member, line_id)
    await db.delete(await db.get_one(UnheardLine, line_id))
    await db.flush()


async def own_phrases(db: AsyncSession, member: Member) -> list[Phrase]:
    """What officers of the organisation said. Raises NotAllowed."""
    return await phrases_of(db, check_officer(member).organisation_id)


async def read_phrase(db: AsyncSession, member: Member, phrase_id: int) -> Phrase:
    """One phrase of the officer's organisation. Raises NotAllowed, UnknownPhrase."""
    for phrase in await own_phrases(db, member):
        if phrase.id == phrase_id:
            return phrase
    raise UnknownPhrase


async def add_phrase(
    db: AsyncSession, member: Member, typed: str, means: str, now: datetime
) -> Phrase:
    """Let words mean something from now on; lines that hold them leave the list.

    Raises NotAllowed, PhraseTooShort, PhraseTooCommon, NameTaken, TooManyPhrases, EmptyAnswer,
    AnswerTooLong, and UnknownPhrase for what nothing may mean.
    """
    post = check_officer(member)
    if not is_meaning(means):
        raise UnknownPhrase
    tidy = check_words(typed, LONGEST_PHRASE)
    words = compared(tidy)
    if sum(sign.isalpha() for sign in words) < SHORTEST:
        raise PhraseTooShort
    if is_common(tidy):
        raise PhraseTooCommon(tidy)
    await hold(db, Organisation, post.organisation_id)
    known = await phrases_of(db, post.organisation_id)
    if taken := next((each for each in known if each.words == words), None):
        raise NameTaken(taken.typed)
    if len(known) >= MOST_PHRASES:
        raise TooManyPhrases(MOST_PHRASES)
    row = PhraseRow(organisation_id=post.organisation_id, typed=tidy, words=words, means=means)
    db.add(row)
    for line in await unheard_rows(db, post.organisation_id):
        if f" {words} " in f" {line.words} ":
            await db.delete(line)
    await db.flush()
    note(db, member, "phrase added", tidy, now=now, after={"means": means})
    return Phrase(row.id or 0, tidy, words, means)


async def drop_phrase(db: AsyncSession, member: Member, phrase_id: int, now: datetime) -> None:
    """Let words mean by our rules alone what they mean. Raises NotAllowed, UnknownPhrase."""
    post = check_officer(member)
    await hold(db, Organisation, post.organisation_id)
    for row in await phrase_rows(db, post.organisation_id):
        if row.id == phrase_id:
            note(db, member, "phrase dropped", row.typed, now=now, before={"means": row.means})
            await db.delete(row)
            await db.flush()
            return
    raise UnknownPhrase
