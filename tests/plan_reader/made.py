"""Plan documents made by the tests, in words of our own, as text, Word and PDF."""

import io
from collections.abc import Sequence
from importlib.resources import files
from typing import Any

FONT, BOLD = (
    str(files("font_roboto") / "files" / f"Roboto-{weight}.ttf") for weight in ("Regular", "Bold")
)
"""One that has Vietnamese, and comes with the tests."""

TABLE = (
    ("TT", "Nội dung công việc", "Đơn vị thực hiện"),
    ("QUÝ I", "", ""),
    ("1", "Ban hành kế hoạch thi đua của năm", "Liên minh HTX tỉnh"),
    ("2", "Đăng ký danh hiệu thi đua", "Các đơn vị thành viên"),
    ("QUÝ III", "", ""),
    ("3", "Kiểm tra phong trào tại cơ sở", "Liên minh HTX tỉnh, các khối"),
)

ISSUED = "Hòa An, ngày 09 tháng 01 năm 2026"
PARAGRAPHS: Sequence[str | tuple[tuple[str, ...], ...]] = (
    "LIÊN MINH HỢP TÁC XÃ TỈNH HÒA AN",
    "Số: 57/KH-LMHTX",
    ISSUED,
    "KẾ HOẠCH",
    "Tổ chức phong trào thi đua năm 2026",
    "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022;",
    "Thực hiện Kế hoạch số 03/KH-UBND ngày 05/01/2026 của Ủy ban nhân dân tỉnh;",
    "Liên minh Hợp tác xã tỉnh Hòa An ban hành Kế hoạch với chủ đề “Gắn kết, đổi mới, cùng vươn xa”"
    " như sau:",
    "I. CÁC ĐỢT THI ĐUA",
    "- Đợt 1: từ ngày 15/01/2026 đến ngày 30/6/2026, chào mừng kỷ niệm 80 năm ngày truyền thống"
    " (11/4/1946 - 11/4/2026).",
    "- Đợt 2: từ ngày 01/7/2026 đến ngày 31/12/2026.",
    "II. CHƯƠNG TRÌNH",
    TABLE,
    "III. TỔ CHỨC THỰC HIỆN",
    "Các đơn vị được chia thành 2 khối thi đua, gồm:",
    "- Khối các HTX nông nghiệp (12 đơn vị);",
    "- Khối Quỹ tín dụng nhân dân và doanh nghiệp thành viên.",
    "1. Văn phòng Liên minh",
    "Tham mưu tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 20/12/2026.",
    "2. Các đơn vị thành viên",
    "a) Đăng ký danh hiệu thi đua, gửi về Liên minh HTX tỉnh trước ngày 01/3/2026. Đơn vị không"
    " đăng ký thì không được xem xét khen thưởng.",
    "b) Báo cáo sơ kết 6 tháng gửi về Liên minh HTX tỉnh chậm nhất ngày 20/6/2026; số liệu tính đến"
    " hết ngày 14/6/2026.",
    "c) Báo cáo tổng kết năm gửi về Liên minh HTX tỉnh chậm nhất vào ngày 10 tháng\n12 năm 2026.",
    "d) Hồ sơ đề nghị khen thưởng gửi trước ngày 25/11/2026.",
    "đ) Gửi tin hoạt động trước ngày 25 hằng tháng.",
    "Nơi nhận:",
    "- Ủy ban nhân dân tỉnh (b/c);",
    "- Các đơn vị thành viên (t/h);",
    "- Lưu: VT.",
)


def as_text() -> str:
    lines = []
    for block in PARAGRAPHS:
        if isinstance(block, str):
            lines += [block, ""]
        else:
            lines += ["\t".join(row) for row in block] + [""]
    return "\n".join(lines)


def as_word() -> bytes:
    """With the letterhead in a table of its own, a merged row a quarter, and mixed runs."""
    import docx

    document = docx.Document()
    head = document.add_table(1, 2).rows[0].cells
    head[0].text = "LIÊN MINH HỢP TÁC XÃ\nTỈNH HÒA AN\nSố: 57/KH-LMHTX"
    head[1].text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n" + ISSUED
    for block in PARAGRAPHS[3:]:
        if isinstance(block, str):
            paragraph, half = document.add_paragraph(), len(block) // 2
            paragraph.add_run(block[:half]).bold = True
            paragraph.add_run(block[half:])
        else:
            _add_table(document, block)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def as_pdf(times: int = 1) -> bytes:
    """Wrapped and paged by the library, pages numbered; the second half of a paragraph is bold."""
    from fpdf import FPDF

    class Paged(FPDF):
        def footer(self) -> None:
            self.set_y(-15)
            self.cell(0, 10, str(self.page_no()), align="C")

    document = Paged()
    document.add_font("Body", "", FONT)
    document.add_font("Body", "B", BOLD)
    document.set_font("Body", size=13)
    document.add_page()
    for block in [*PARAGRAPHS] * times:
        if isinstance(block, str):
            mixed = "**".join((block[: len(block) // 2], block[len(block) // 2 :], ""))
            document.multi_cell(0, 7, mixed, markdown=True, new_x="LMARGIN", new_y="NEXT")
            document.ln(3)
        else:
            with document.table(first_row_as_headings=False) as table:
                for cells in block:
                    row = table.row()
                    for cell in cells:
                        row.cell(cell)
    return bytes(document.output())


def _add_table(document: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    table = document.add_table(0, 3)
    for texts in rows:
        cells = table.add_row().cells
        if not texts[1]:
            cells = (cells[0].merge(cells[2]),)
        for cell, text in zip(cells, texts, strict=False):
            cell.text = text
