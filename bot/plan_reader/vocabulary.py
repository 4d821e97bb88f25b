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

AWARD_RULES = (
    r"khong dang ky[^.]*khong[^.]*(?:xet|xem xet|khen thuong)",
    r"khong (?:xet|xem xet|de nghi)[^.]*khen thuong",
    r"(?:lam co so|la can cu|can cu)[^.]*(?:binh xet|xet|khen thuong)",
)

SMALL_WORDS = """
minh hợp tác xã đoàn lao động hội doanh nghiệp ban nhân dân nông liên hiệp phụ nữ nhà nước
tỉnh thành phố phường huyện quận thị trấn về và của đạo du lịch khu
"""
"""Words that stay small within the name of a body."""
