"""How words reach Telegram and how its updates reach us, whatever is killed in between."""

import os

# RetryAfter.retry_after is becoming a timedelta; this asks for the new kind now. Read at every
# access, so it holds however early telegram was imported.
os.environ.setdefault("PTB_TIMEDELTA", "true")
