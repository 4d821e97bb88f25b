"""/caidat and /privacy."""

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from bot.callbacks import callback
from bot.messages.home import GoHome
from bot.messages.putting_off import WaitNoMore
from bot.messages.screens import Button, Row, Screen, screen
from bot.rules.members import Address, Language, Member
from bot.texts import Texts

HOURS = (6, 7, 8, 12, 17, 19)
NO_HOUR = -1


@callback("sl")
@dataclass(frozen=True, slots=True)
class SetLanguage:
    """Speak this language."""

    language: str


@callback("sa")
@dataclass(frozen=True, slots=True)
class SetAddress:
    """Use this form of address."""

    address: str


@callback("sh")
@dataclass(frozen=True, slots=True)
class SetHour:
    """Remind at this hour; NO_HOUR for working hours."""

    hour: int


@callback("sp")
@dataclass(frozen=True, slots=True)
class TakeData:
    """Send me everything kept about me."""


@callback("se")
@dataclass(frozen=True, slots=True)
class EraseData:
    """Erase my data; asks first unless `sure`."""

    sure: bool


LANGUAGES = {Language.VI: "Tiếng Việt", Language.EN: "English"}

ADDRESSES = {
    Address.UNIT: "Quý đơn vị",
    Address.PLAIN: "Anh/Chị",
    Address.COMRADE: "Đồng chí",
}


def settings_screen(t: Texts, member: Member, waits_until: date | None) -> Screen:
    """The three settings, each with what is chosen ticked, and whether reminders wait."""
    hour = _hour(t, member.reminder_hour)
    text: list[str | Markup] = [
        t("<b>Settings</b>"),
        t("Language: {language}", language=LANGUAGES[member.language]),
        t("Form of address: {address}", address=ADDRESSES[member.address]),
        t("Reminders: {hour}", hour=hour),
    ]
    if waits_until is not None:
        text.append(t("Reminders wait until {day}.", day=t.long_day(waits_until)))
    languages = tuple(
        Button(_ticked(name, language is member.language), SetLanguage(language))
        for language, name in LANGUAGES.items()
    )
    addresses = tuple(
        Button(_ticked(name, address is member.address), SetAddress(address))
        for address, name in ADDRESSES.items()
    )
    hours = [
        Button(_ticked(f"{hour}:00", hour == member.reminder_hour), SetHour(hour)) for hour in HOURS
    ]
    usual = Button(
        _ticked(t.plain("In working hours"), member.reminder_hour is None), SetHour(NO_HOUR)
    )
    rows: tuple[Row, ...] = (
        languages,
        addresses,
        tuple(hours[:3]),
        tuple(hours[3:]),
        (usual,),
        (Button(t.plain("Remind as usual"), WaitNoMore()),) if waits_until else (),
        (Button(t.plain("Home"), GoHome()),),
    )
    return Screen(t.join(text), rows)


def privacy_screen(t: Texts, member: Member) -> Screen:
    """What is kept, why, by whom, and how to take or erase it."""
    text: list[str | Markup] = [
        t("<b>What is kept about you</b>"),
        "",
        t("• Telegram name and number, language, settings"),
        t("• The phone number, if you shared it"),
        t("• For which unit you speak, since when, and what you sent for it"),
        "",
        t(
            "It serves to remind, to take reports and to prove that they were handed in. Only the "
            "officers of the organisation and the people of your unit see it."
        ),
        t(
            "Erasing removes your name and number and ends your seats. The unit's registrations, "
            "reports and receipts stay: they are the organisation's records."
        ),
    ]
    return screen(
        t.join(text),
        Button(t.plain("Send me my data"), TakeData()),
        Button(t.plain("Erase my data"), EraseData(sure=False)),
        Button(t.plain("Home"), GoHome()),
    )


def confirm_erasing(t: Texts) -> Screen:
    """Asked once before erasing."""
    return screen(
        t(
            "Erase your name, number and settings, and end your seats now? This cannot be "
            "undone; a new invite is needed to come back."
        ),
        Button(t.plain("Yes, erase"), EraseData(sure=True)),
        Button(t.plain("No, keep"), GoHome()),
    )


def erased(t: Texts) -> Screen:
    """Done."""
    return screen(t("Your data was erased. Thank you for your work in the campaign."))


def _hour(t: Texts, hour: int | None) -> str:
    if hour is None:
        return t.plain("in working hours (07:30–11:30, 13:30–17:00)")
    return t.plain("at {hour}:00", hour=hour)


def _ticked(label: str, ticked: bool) -> str:
    return f"✓ {label}" if ticked else label


def language_changed(t: Texts) -> str:
    """The message that brings the keyboard in the new language."""
    return t("From now on the bot speaks English.")
