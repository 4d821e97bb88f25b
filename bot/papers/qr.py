"""Links as pictures a phone's camera reads."""

import io

PIXELS_A_MODULE = 8


def qr_png(link: str) -> bytes:
    """A QR code (ISO/IEC 18004) of the link as a PNG, error correction M."""
    # Imported where used: most processes never draw one.
    import segno

    picture = io.BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=PIXELS_A_MODULE)
    return picture.getvalue()
