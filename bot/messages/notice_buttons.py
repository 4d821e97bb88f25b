"""What the buttons of notices do: those of the form, and those of a notice that is sent."""

from dataclasses import dataclass

from bot.callbacks import callback


@callback("oht")
@dataclass(frozen=True, slots=True)
class NewNotice:
    """Begin a notice, or go on with the one begun."""


@callback("ohe")
@dataclass(frozen=True, slots=True)
class ChangeAudience:
    """Go back to the choice of recipients."""

    draft_id: int
    version: int


@callback("ohv")
@dataclass(frozen=True, slots=True)
class PreviewNotice:
    """Show it as recipients will see it, then ask whether to send it."""

    draft_id: int
    version: int


@callback("ohf")
@dataclass(frozen=True, slots=True)
class DropFiles:
    """Take the files out, or what is sent on; the words stay."""

    draft_id: int
    version: int


@callback("ohr")
@dataclass(frozen=True, slots=True)
class ToggleReceipt:
    """Ask recipients to confirm, or not."""

    draft_id: int
    version: int


@callback("ohx")
@dataclass(frozen=True, slots=True)
class SendToMe:
    """A test send to the officer alone."""

    draft_id: int
    version: int


@callback("ohw")
@dataclass(frozen=True, slots=True)
class AskWhen:
    """Choose the hour at which it goes out."""

    draft_id: int
    version: int


@callback("ohy")
@dataclass(frozen=True, slots=True)
class ChooseWhen:
    """Take this moment, in minutes since 1970; 0 for at once."""

    draft_id: int
    version: int
    minute: int


@callback("ohc")
@dataclass(frozen=True, slots=True)
class SendNotice:
    """Send the notice as previewed, or keep it for its hour."""

    draft_id: int
    version: int


@callback("oh")
@dataclass(frozen=True, slots=True)
class ListNotices:
    """Show the notices sent; those that hold the words, folded, where there are any."""

    page: int = 0
    words: str = ""


@callback("oho")
@dataclass(frozen=True, slots=True)
class OpenNotice:
    """Show a notice and how it stands."""

    notice_id: int


@callback("ohp")
@dataclass(frozen=True, slots=True)
class PauseNotice:
    """Hold back what has not left yet."""

    notice_id: int


@callback("ohg")
@dataclass(frozen=True, slots=True)
class ResumeNotice:
    """Go on with what was held back."""

    notice_id: int


@callback("ohs")
@dataclass(frozen=True, slots=True)
class StopNotice:
    """Send nothing more of it; `sure` once that was confirmed."""

    notice_id: int
    sure: bool = False


@callback("ohm")
@dataclass(frozen=True, slots=True)
class SeeNotice:
    """Show a notice as its recipients see it, or as they did in an earlier version."""

    notice_id: int
    version: int = 0


@callback("ohu")
@dataclass(frozen=True, slots=True)
class ChangeScheduled:
    """Change a notice that waits for its hour."""

    notice_id: int


@callback("ohd")
@dataclass(frozen=True, slots=True)
class CancelScheduled:
    """Let a scheduled notice not go out; `sure` once that was confirmed."""

    notice_id: int
    sure: bool = False


@callback("ohn")
@dataclass(frozen=True, slots=True)
class ListUnconfirmed:
    """The units that have not acknowledged."""

    notice_id: int
    page: int = 0


@callback("ohk")
@dataclass(frozen=True, slots=True)
class CallAgain:
    """Call once more on everybody whose unit has not acknowledged."""

    notice_id: int


@callback("ohl")
@dataclass(frozen=True, slots=True)
class SendProof:
    """What became of the notice with each recipient, as a spreadsheet."""

    notice_id: int


@callback("ohi")
@dataclass(frozen=True, slots=True)
class CorrectNotice:
    """Begin to correct a notice, or go on with the correction begun."""

    notice_id: int


@callback("ohza")
@dataclass(frozen=True, slots=True)
class PreviewCorrection:
    """Show the new version; with `toggle` it is chosen anew whether everybody is told."""

    draft_id: int
    version: int
    toggle: bool = False


@callback("ohzb")
@dataclass(frozen=True, slots=True)
class SubmitCorrection:
    """Put the new version in force."""

    draft_id: int
    version: int


@callback("ohzc")
@dataclass(frozen=True, slots=True)
class WithdrawNotice:
    """Take a notice back; `sure` once that was confirmed."""

    notice_id: int
    sure: bool = False


@callback("ohzd")
@dataclass(frozen=True, slots=True)
class ListVersions:
    """The versions before the one in force."""

    notice_id: int


@callback("ohze")
@dataclass(frozen=True, slots=True)
class SendToFailed:
    """Try again with everybody it failed with."""

    notice_id: int


@callback("ohzf")
@dataclass(frozen=True, slots=True)
class FindNotice:
    """Ask for words to look for among the notices."""
