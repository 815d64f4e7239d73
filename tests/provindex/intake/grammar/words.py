"""What is printed in headings, titles and notes, collected from annexes, reports and newspapers."""

from random import Random

from tests.provindex.intake.grammar.world import catalog

INDEX = {
    "par": ("PAR INDEX", "Chỉ số CCHC", "Chỉ số cải cách hành chính", "Chỉ số PAR INDEX", "PAR Index"),
    "sipas": ("SIPAS", "Chỉ số SIPAS", "Chỉ số hài lòng", "Chỉ số hài lòng (SIPAS)"),
    "papi": ("PAPI", "Chỉ số PAPI", "Chỉ số PAPI tổng hợp"),
}
TITLE = {
    "par": (
        "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH {year} CỦA CÁC TỈNH, THÀNH PHỐ TRỰC THUỘC TRUNG ƯƠNG",
        "Kết quả Chỉ số cải cách hành chính (PAR INDEX) {year}",
        "BẢNG XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH {year}",
        "KẾT QUẢ XÁC ĐỊNH CHỈ SỐ CCHC {year} CỦA UBND CÁC TỈNH, THÀNH PHỐ",
        "Bảng 1. Kết quả PAR INDEX {year} của các tỉnh, thành phố",
        "Tổng hợp kết quả Chỉ số CCHC {year} cấp tỉnh",
    ),
    "sipas": (
        "CHỈ SỐ HÀI LÒNG VỀ SỰ PHỤC VỤ HÀNH CHÍNH (SIPAS) {year}",
        "Kết quả đo lường sự hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước "
        "(SIPAS) {year}",
        "Chỉ số SIPAS {year} của các tỉnh, thành phố",
        "BẢNG XẾP HẠNG SIPAS {year}",
    ),
    "papi": (
        "CHỈ SỐ HIỆU QUẢ QUẢN TRỊ VÀ HÀNH CHÍNH CÔNG CẤP TỈNH (PAPI) {year}",
        "Kết quả Chỉ số PAPI {year}",
        "Điểm PAPI {year} của các tỉnh, thành phố",
    ),
}
PROVINCE = (
    "Tỉnh, thành phố", "Tỉnh/thành phố", "Tỉnh/TP", "Tỉnh, TP", "Địa phương", "Tên tỉnh", "Tên tỉnh, thành phố", "Tỉnh",
    "Đơn vị", "TỈNH, THÀNH PHỐ", "Tên địa phương", "Các tỉnh, thành phố", "Tỉnh, thành phố trực thuộc Trung ương",
    "Tên đơn vị", "UBND tỉnh, thành phố", "Tỉnh/Province", "Tỉnh, thành phố (Province)",
)  # fmt: skip
NUMBER = ("STT", "TT", "Stt", "Số TT", "", "TT/No.")
CODE = ("Mã tỉnh", "Mã ĐVHC", "Mã số", "Mã đơn vị hành chính", "Mã")
COUNT = ("Số phiếu điều tra", "Dân số (nghìn người)", "Số thủ tục hành chính", "Số phiếu thu về (phiếu)")
"""Numbers beside the figures, with thousands."""
SCORE = (
    "Điểm",
    "Điểm số",
    "Giá trị",
    "Chỉ số (%)",
    "Kết quả (%)",
    "Tổng điểm",
    "Điểm đạt được",
    "Chỉ số",
    "Điểm/Score",
    "Điểm (%)",
)
POINTS = ("Điểm", "Điểm số", "Tổng điểm", "Điểm đạt được")
RANK = ("Xếp hạng", "Hạng", "Thứ hạng", "Xếp thứ", "Vị trí xếp hạng", "Xếp hạng/Rank")
ENGLISH = {"number": "No.", "province": "Province", "region": "Region", "score": "Score", "rank_published": "Rank"}
"""A row of headings in English below those in Vietnamese."""
CHANGE = (
    "Tăng/giảm", "So với năm {before}", "Tăng (+), giảm (-)", "Chênh lệch", "Thay đổi so với {before}", "+/-",
    "Tăng, giảm so với năm {before}", "Tăng/giảm bậc", "Chênh lệch {year}/{before}",
)  # fmt: skip
ABOVE = {
    "par": ("Điểm các lĩnh vực", "Các chỉ số thành phần", "Chỉ số thành phần theo lĩnh vực", "Kết quả theo lĩnh vực"),
    "papi": ("Các chỉ số nội dung", "Điểm các chỉ số nội dung", "Chỉ số nội dung"),
}
FIELD = {
    "par.steering": (
        "Chỉ đạo, điều hành CCHC", "Chỉ đạo, điều hành cải cách hành chính", "Công tác chỉ đạo điều hành CCHC",
    ),
    "par.institutions": ("Cải cách thể chế", "Thể chế", "Xây dựng và tổ chức thực hiện văn bản QPPL"),
    "par.procedures": ("Cải cách TTHC", "Cải cách thủ tục hành chính", "Thủ tục hành chính"),
    "par.organisation": ("Cải cách tổ chức bộ máy", "Cải cách tổ chức bộ máy hành chính", "Tổ chức bộ máy"),
    "par.civil_service": ("Cải cách chế độ công vụ", "Chế độ công vụ"),
    "par.finance": ("Cải cách tài chính công", "Tài chính công"),
    "par.digital": (
        "Xây dựng CQĐT, chính quyền số",
        "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
        "Xây dựng chính quyền điện tử, chính quyền số",
    ),
    "par.impact": (
        "Tác động của CCHC đến người dân, tổ chức và phát triển KT-XH",
        "Tác động của CCHC",
        "Tác động của cải cách hành chính đến người dân, tổ chức và phát triển kinh tế - xã hội",
    ),
}  # fmt: skip
MODERNISATION = ("Hiện đại hóa hành chính", "Hiện đại hoá hành chính")
"""What field 7 of PAR INDEX was called before 2022."""
PARTS = (
    ("Điểm thẩm định", 61.5),
    ("Điểm điều tra XHH", 22.0),
    ("Điểm SIPAS (10 điểm)", 10.0),
    ("Điểm tự đánh giá", 61.5),
    ("Điểm phát triển KT-XH", 6.5),
)
"""The sources of the points of PAR INDEX, printed beside the total: no measures of it."""
TOTAL = (
    "Cộng", "Tổng cộng", "Chung", "Bình quân", "Bình quân chung", "Trung bình", "Trung bình cả nước", "Cả nước",
    "Toàn quốc", "Giá trị trung bình", "TB cả nước", "Trung bình chung", "Điểm trung bình", "Trung vị", "Cao nhất",
    "Thấp nhất", "Điểm cao nhất", "Điểm thấp nhất", "Trung bình 63 tỉnh, thành phố", "BQ cả nước", "Độ lệch chuẩn",
)  # fmt: skip
MISSING = (None, "-", "–", "*", "...", "…", "N/A", "(*)", "x", "Không có dữ liệu", "chưa công bố")
DATES = (
    "03/4/2024",
    "3.4.2024",
    "2024-04-03",
    "ngày 3 tháng 4 năm 2024",
    "ngày 03/04/2024",
    "tháng 4/2024",
    "3-4-2024",
)
NOTES = (
    "Ghi chú: (*) Tỉnh mới thành lập sau sắp xếp.",
    "Nguồn: Vụ Cải cách hành chính, Bộ Nội vụ",
    "Nguồn: Báo cáo Chỉ số CCHC và Chỉ số SIPAS của Bộ Nội vụ",
    "* Số liệu được làm tròn đến hai chữ số thập phân.",
    "Ghi chú: Bắc Giang, Bắc Ninh không đủ dữ liệu để xếp hạng.",
    "(1) Chưa bao gồm điểm thưởng.",
    "Hà Nội, ngày 3 tháng 4 năm 2024",
    "Người lập biểu",
    "Nơi nhận: Như Điều 3; Lưu: VT, CCHC.",
    "Điểm trung bình cả nước: 86,98",
    "Xếp hạng từ cao xuống thấp",
)
FOOTNOTES = (
    "(*) Bắc Giang, Bắc Ninh: không đủ mẫu khảo sát.",
    "* Tỉnh Quảng Ninh không tham gia khảo sát.",
    "(1) Hà Nội",
    "(2) Tỉnh Cao Bằng",
    "¹ Hà Nội: số liệu ước tính.",
    "(**) TP. Huế",
    "- Hà Giang, Cao Bằng: số liệu sơ bộ",
)
"""Notes that name provinces, below the rows of all of them."""
SIGNATURE = (
    ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", None, "(Đã ký)", "Trương Hải Long"),
    ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", None, None, "Nguyễn Văn An"),
    ("Hà Nội, ngày 3 tháng 4 năm 2024", "THỦ TRƯỞNG ĐƠN VỊ", "(Ký, ghi rõ họ tên)"),
)
RECIPIENTS = ("Nơi nhận:", "- Như Điều 3;", "- UBND các tỉnh, thành phố;", "- Lưu: VT, CCHC.")
ABOVE_TITLE = (
    "BỘ NỘI VỤ",
    "PHỤ LỤC",
    "Phụ lục I",
    "PHỤ LỤC 1",
    "Biểu số 01",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Mẫu số 02/CCHC",
)
BELOW_TITLE = (
    "(Kèm theo Quyết định số {number}/QĐ-BNV {date} của Bộ trưởng Bộ Nội vụ)",
    "(Ban hành kèm theo Quyết định số {number}/QĐ-BNV {date})",
    "(Kèm theo Công văn số {number}/BNV-CCHC {date})",
    "(Ban hành kèm theo Báo cáo số {number}/BC-BNV {date} của Bộ Nội vụ)",
)
PROGRAMME = "Thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"
"""Names two years that are none of the figures."""
UNIT = ("Đơn vị tính: %", "ĐVT: %", "(Đơn vị: điểm)")


def measure(random: Random, key: str, year: int, *, numbered: str) -> str:
    """The heading of a measure below the total; ``numbered`` is how its number is written, with {} for it."""
    if key == "par.digital" and year < 2022:
        name = random.choice(MODERNISATION)
    elif key in FIELD:
        name = random.choice(FIELD[key])
    else:
        name = catalog().indices["papi"].measures[key].name.vi
    index = key.partition(".")[0]
    code = catalog().indices[index].measures[key].period(year).code or ""
    return numbered.format(code) + name if numbered and code else name
