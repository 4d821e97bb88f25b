"""The words by which a document of the kind is understood."""

BODIES = {
    "LMHTX": ("Liên minh Hợp tác xã", "Liên minh HTX"),
    "LĐLĐ": ("Liên đoàn Lao động", "LĐLĐ"),
    "HHDN": ("Hiệp hội Doanh nghiệp", "Hiệp hội DN"),
    "UBND": ("Ủy ban nhân dân", "UBND"),
    "HĐND": ("Hội đồng nhân dân", "HĐND"),
    "HND": ("Hội Nông dân",),
    "LHPN": ("Hội Liên hiệp Phụ nữ", "Hội LHPN"),
    "HPN": ("Hội Liên hiệp Phụ nữ", "Hội LHPN"),
    "MTTQ": ("Ủy ban Mặt trận Tổ quốc Việt Nam", "Ủy ban MTTQ"),
    "CĐVC": ("Công đoàn Viên chức",),
    "CCB": ("Hội Cựu chiến binh",),
}
"""By the sign in a document's number: the body's name in full, and as texts shorten it."""

PLACES = ("tỉnh", "thành phố", "phường", "xã", "huyện", "quận", "thị xã", "thị trấn", "đặc khu")

ISSUERS_WORK = (
    "tong hop, bao cao",
    "tong hop bao cao",
    "tong hop, trinh",
    "tham muu",
    "tham dinh",
    "trinh uy ban",
    "trinh ubnd",
)

UNIT_TYPES = (
    ("HTX phi nông nghiệp", r"(?:hợp tác xã|HTX) phi nông nghiệp"),
    (
        "HTX nông nghiệp",
        r"(?:hợp tác xã|HTX) (?:dịch vụ )?nông nghiệp|(?<!phi )nông nghiệp thành viên",
    ),
    ("Liên hiệp HTX", r"liên hiệp (?:hợp tác xã|HTX)"),
    ("Quỹ tín dụng nhân dân", r"quỹ (?:tín dụng|TDND)|QTDND"),
    ("Tổ hợp tác", r"tổ hợp tác|\bTHT\b"),
    ("HTX", r"(?:các |những )(?:hợp tác xã|HTX)\b(?! (?:phi|dịch vụ|nông))"),
    ("Hội Doanh nghiệp huyện, thành phố", r"hội (?:doanh nghiệp|DN) (?:các )?huyện"),
    ("Hội viên tập thể", r"hội viên tập thể"),
    ("Doanh nghiệp hội viên", r"(?:doanh nghiệp|DN) hội viên"),
    ("Doanh nghiệp thành viên", r"(?:doanh nghiệp|DN) thành viên"),
    ("LĐLĐ huyện, thành phố", r"(?:liên đoàn lao động|LĐLĐ) (?:các )?(?:huyện|thành phố|TP)"),
    ("Công đoàn ngành", r"công đoàn (?:các )?ngành|\bCDN\b|\bCĐN\b"),
    ("Công đoàn cơ sở", r"công đoàn cơ sở|\bCĐCS\b"),
    (
        "Phòng, đơn vị trực thuộc",
        r"(?:phòng|ban|trung tâm)[^.;:]{0,30}(?:đơn vị trực thuộc|trung tâm|quỹ)",
    ),
    ("Ban, ngành, đoàn thể", r"(?:ban, ngành|ngành, đoàn thể|các ngành|đoàn thể)"),
    ("Khu dân cư, tổ dân phố", r"khu dân cư|tổ dân phố|\bTDP\b"),
    ("UBND xã, phường", r"(?:UBND|ủy ban nhân dân) (?:các (?:xã|phường)|xã, phường)"),
    ("Trường học", r"(?:các|nhà) trường\b(?! hợp)|trường (?:học|THPT|THCS)\b"),
)
"""Sorts of organisations that take part in campaigns, and the words that name them."""

AWARD_RULES = (
    r"khong dang ky[^.]*khong[^.]*(?:xet|xem xet|khen thuong)",
    r"khong (?:xet|xem xet|de nghi)[^.]*khen thuong",
    r"(?:lam|la) (?:co so|can cu)[^.;]{0,60}(?:binh xet|xet|khen thuong)",
)

SMALL_WORDS = """
minh hợp tác xã đoàn lao động hội doanh nghiệp ban nhân dân nông liên hiệp phụ nữ nhà nước
tỉnh thành phố phường huyện quận thị trấn về và của đạo du lịch khu
"""
"""Words that stay small within the name of a body."""
