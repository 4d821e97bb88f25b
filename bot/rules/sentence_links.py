"""The words around figures in a sentence that say nothing of them. Folded, one by one."""


def words_of(text: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(text.split())


LINKS = words_of(
    "dat duoc la uoc tinh tong so cong chung toan bo ca don vi htx hop tac xa cty ty quy tin dung "
    "to qtd qtdnd tht lien minh nha em e toi t ta cua trong o tai nam nay thang dau cuoi nua dot "
    "ky sau muoi hai thuc hien th kq ket qua bang khoang tren hon gan tam xap xi dang co gom bao "
    "cao bc bcao lieu sl nop gui xin cho ad admin bot oi anh chi a ac dong bac chu chau nhe nhen "
    "hen da roi thi den het ngay nhu the van luon con day do chao alo sung dieu chinh sua cap "
    "nhat lai sk tk thuong xuyen xac xong giup dum gium ghi nhan them tang giam lo thua am muc "
    "moc vao mot thong ben doanh nghiep dn doan cdcs hang ra gio vua han nap hoan thanh"
)
"""Words that may stand between a name and its number, or around them, and say no more."""

PLANNING = words_of("dang ky dk dki dky chi tieu phan dau ke hoach kh muc tieu du kien muon de")
"""What more may stand there where something is striven for."""
