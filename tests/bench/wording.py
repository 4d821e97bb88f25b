"""The words that are sent about, the same from bare bots and from ours."""

NOTICE = (
    "Đề nghị các đơn vị khẩn trương hoàn thành báo cáo 6 tháng đầu năm và gửi về Văn phòng trước "
    "16h30 thứ Sáu tuần này. Đơn vị nào có khó khăn xin báo lại sớm để được hướng dẫn."
)
