"""Headings of official files that differ from the names in the catalogue, by measure.

Taken from the publishers' own sheets and decisions; an index that is not here is read by its names alone.
"""

MEASURES: dict[str, tuple[str, ...]] = {
    "papi": (
        "Chỉ số PAPI",
        "Chỉ số PAPI tổng hợp không có trọng số",
        "Chỉ số PAPI không có trọng số",
        "Unweighted PAPI Score",
        "Un-weighted PAPI",
        "Un-weighted2015PAPI",
        "Điểm tổng hợp PAPI",
        "Điểm PAPI",
        "Tổng điểm PAPI",
        "PAPI score",
        "PAPI",
    ),
    "papi.participation": ("Participation", "Tham gia của người dân"),
    "papi.transparency": ("Transparency", "Công khai, minh bạch"),
    "papi.transparency.land_plans": ("Land-Use Plans/Price Frames", "Land-Use Plans and Pricing"),
    "papi.accountability": ("Accountability", "Trách nhiệm giải trình"),
    "papi.accountability.inspection_boards": (
        "Hiệu quả của Ban Thanh tra Nhân dân",
        "Hiệu quả hoạt động của Ban Thanh tra nhân dân",
    ),
    "papi.accountability.investment_boards": ("Community Investment Boards",),
    "papi.accountability.responsiveness": (
        "Responsive to Citizen Actions",
        "Đáp ứng kiến nghị của người dân",
        "Government Responsiveness to Citizens’ Appeals",
    ),
    "papi.corruption": ("Control of Corruption", "Kiểm soát tham nhũng"),
    "papi.corruption.government": ("Limits on Public Sector Corruption",),
    "papi.corruption.employment": ("Equity in Employment",),
    "papi.procedures": ("Administrative Procedures", "Thủ tục hành chính"),
    "papi.procedures.land": ("Land-Use Rights Procedures", "Giấy chứng nhận quyền sử dụng đất (GCNQSDĐ)"),
    "papi.procedures.personal": ("Personal Procedures", "Thủ tục hành chính cấp xã"),
    "papi.procedures.certification": ("Chứng thực/xác nhận", "Dịch vụ chứng thực, xác nhận"),
    "papi.delivery": ("Public Service",),
    "papi.delivery.health": ("Public Health",),
    "papi.egovernance": ("E-Government",),
    "par": (
        "PAR INDEX",
        "Chỉ số CCHC",
        "Chỉ số PAR INDEX",
        "Kết quả chỉ số cải cách hành chính",
        "PAR INDEX score",
        "Điểm PAR INDEX",
        "Kết quả PAR INDEX",
        "Điểm CCHC",
        "Kết quả Chỉ số CCHC",
    ),
    "par.steering": (
        "Chỉ đạo, điều hành",
        "Chỉ đạo, điều hành CCHC",
        "Công tác chỉ đạo, điều hành CCHC",
        "Công tác chỉ đạo, điều hành cải cách hành chính",
    ),
    "par.institutions": (
        "Thể chế",
        "Xây dựng và tổ chức thực hiện VBQPPL",
        "Xây dựng và tổ chức thực hiện văn bản QPPL",
        "Xây dựng và tổ chức thực hiện văn bản quy phạm pháp luật tại tỉnh",
    ),
    "par.procedures": ("Thủ tục hành chính", "Cải cách TTHC"),
    "par.organisation": ("Tổ chức bộ máy", "Cải cách tổ chức bộ máy", "Cải cách tổ chức bộ máy hành chính nhà nước"),
    "par.civil_service": (
        "Chế độ công vụ",
        "Xây dựng và nâng cao chất lượng đội ngũ CBCCVC",
        "Xây dựng và nâng cao chất lượng đội ngũ cán bộ, công chức, viên chức",
    ),
    "par.finance": ("Tài chính công",),
    "par.digital": (
        "Hiện đại hóa hành chính",
        "Hiện đại hóa nền hành chính",
        "Chính quyền điện tử, chính quyền số",
        "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
        "Xây dựng chính quyền điện tử, chính quyền số",
        "Xây dựng CQĐT, chính quyền số",
        "Xây dựng, phát triển CQĐT, CQS",
    ),
    "par.impact": (
        "Tác động của CCHC",
        "Tác động của CCHC đến người dân, tổ chức và phát triển KT-XH",
        "Tác động của cải cách hành chính đến người dân, tổ chức và phát triển kinh tế - xã hội",
        "Tác động đến người dân, tổ chức và phát triển KT-XH",
    ),
    "sipas": (
        "SIPAS",
        "Chỉ số SIPAS",
        "Điểm SIPAS",
        "Kết quả SIPAS",
        "Chỉ số hài lòng",
        "Mức độ hài lòng",
        "Chỉ số hài lòng chung",
        "Chỉ số hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan hành chính nhà nước",
    ),
}

TITLES: dict[str, str] = {
    "sipas": r"hai long (?:\w+ ){0,15}phuc vu (?:\w+ ){0,4}hanh chinh",
}
"""Titles that spell out what an index measures instead of naming it, in plain letters, by index."""
