"""Catalogs -> Texts: words in a person's language, values escaped once, dates and numbers."""

import gettext
import io
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import lru_cache
from importlib import resources

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from markupsafe import Markup, escape

from bot.rules.members import Address, Language, Member

# Vietnamese words for the person spoken to; English says "you" in its own sentences.
ADDRESSES = {
    Address.UNIT: ("Quý đơn vị", "Quý đơn vị"),
    Address.PLAIN: ("Anh/Chị", "anh/chị"),
    Address.COMRADE: ("Đồng chí", "đồng chí"),
}


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a message for the catalogs where it stands as data."""
    return message


@lru_cache
def catalog(language: Language) -> gettext.NullTranslations:
    """The catalog of a language, compiled in memory from its .po file."""
    source = resources.files("locales").joinpath(f"{language}.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(source)))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


class Texts:
    """The words of one reader.

    Called with an English message and named values, it gives Telegram HTML in the reader's
    language: the message's own tags stay, every value is escaped. `{You}` and `{you}` are the
    reader's form of address.
    """

    def __init__(
        self, language: Language, address: Address = Address.UNIT, zone: tzinfo | None = None
    ) -> None:
        self.language = language
        self.zone = zone
        self._catalog = catalog(language)
        self._you = dict(zip(("You", "you"), ADDRESSES[address], strict=True))

    @classmethod
    def of(cls, member: Member) -> "Texts":
        """The words for a member, in the member's zone. Nobody calls an officer «Quý đơn vị»."""
        as_unit = member.address is Address.UNIT
        address = Address.PLAIN if member.is_officer and as_unit else member.address
        return cls(member.language, address, member.zone)

    def __call__(self, message: str, **values: object) -> Markup:
        """Telegram HTML, values escaped."""
        # The message is ours, with its tags; `format` of a Markup escapes the values.
        words = Markup(self._catalog.gettext(message))  # noqa: S704
        return words.format(**self._you, **values)

    def plain(self, message: str, **values: object) -> str:
        """Words without markup, for buttons, menus and file names; nothing is escaped."""
        return self._catalog.gettext(message).format(**self._you, **values)

    def n(self, one: str, many: str, count: int, **values: object) -> Markup:
        """Telegram HTML in the plural form for `count`, which the message has as `{count}`."""
        words = Markup(self._catalog.ngettext(one, many, count))  # noqa: S704
        return words.format(**self._you, count=count, **values)

    def day(self, day: date) -> str:
        """10/06/2023"""
        return f"{day:%d/%m/%Y}"

    def weekday(self, day: date) -> str:
        """The name of the weekday: Thứ Bảy, Saturday."""
        return self.plain(WEEKDAYS[day.weekday()])

    def long_day(self, day: date) -> str:
        """Thứ Bảy, 10/06/2023"""
        return f"{self.weekday(day)}, {self.day(day)}"

    def short_day(self, day: date) -> str:
        """T7 10/06, Sat 10/06"""
        return f"{self.plain(SHORT_WEEKDAYS[day.weekday()])} {day:%d/%m}"

    def moment(self, moment: datetime) -> str:
        """14:05 10/06/2023, in the reader's zone."""
        return f"{moment.astimezone(self.zone):%H:%M %d/%m/%Y}"

    def moment_exact(self, moment: datetime) -> str:
        """14:05:09 10/06/2023, in the reader's zone."""
        return f"{moment.astimezone(self.zone):%H:%M:%S %d/%m/%Y}"

    def closing(self, moment: datetime) -> str:
        """The moment something closes, midnight as 24:00 of the day that ends (Điều 148.3)."""
        local = moment.astimezone(self.zone)
        if local.time() == time.min:
            return f"24:00 {local.date() - timedelta(days=1):%d/%m/%Y}"
        return self.moment(moment)

    def number(self, value: Decimal | int) -> str:
        """1.250.000 or 1,25 in Vietnamese, 1,250,000 or 1.25 in English."""
        text = f"{Decimal(value):,f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        if self.language is Language.VI:
            text = text.translate(str.maketrans(",.", ".,"))
        return text

    def join(self, lines: list[str | Markup]) -> Markup:
        """Lines under each other; plain ones are escaped."""
        return Markup("\n").join(escape(line) for line in lines)


WEEKDAYS = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)
SHORT_WEEKDAYS = (
    N_("Mon"),
    N_("Tue"),
    N_("Wed"),
    N_("Thu"),
    N_("Fri"),
    N_("Sat"),
    N_("Sun"),
)
