"""TCVN3 and VNI: every letter both ways, the proof that a file is written in one, and what of it is converted."""

import unicodedata

import pytest

from provindex import geography
from provindex.intake.formats import old_fonts
from tests.provindex.intake import layouts
from tests.provindex.intake.biff import xls
from tests.provindex.intake.expect import codes, only, read

# Written out by hand beside the tables of the program: the letter, its TCVN3 code, its VNI spelling.
LETTERS = (
    "à µ aø|á ¸ aù|ả ¶ aû|ã · aõ|ạ ¹ aï|ă ¨ aê|ằ » aè|ắ ¾ aé|ẳ ¼ aú|ẵ ½ aü|ặ Æ aë|â © aâ|ầ Ç aà|ấ Ê aá|ẩ È aå|ẫ É aã|"
    "ậ Ë aä|đ ® ñ|è Ì eø|é Ð eù|ẻ Î eû|ẽ Ï eõ|ẹ Ñ eï|ê ª eâ|ề Ò eà|ế Õ eá|ể Ó eå|ễ Ô eã|ệ Ö eä|ì × ì|í Ý í|ỉ Ø æ|ĩ Ü ó|"
    "ị Þ ò|ò ß oø|ó ã où|ỏ á oû|õ â oõ|ọ ä oï|ô « oâ|ồ å oà|ố è oá|ổ æ oå|ỗ ç oã|ộ é oä|ơ ¬ ô|ờ ê ôø|ớ í ôù|ở ë ôû|"
    "ỡ ì ôõ|ợ î ôï|ù ï uø|ú ó uù|ủ ñ uû|ũ ò uõ|ụ ô uï|ư \u00ad ö|ừ õ öø|ứ ø öù|ử ö öû|ữ ÷ öõ|"
    "ự ù öï|ỳ ú yø|ý ý yù|ỷ û yû|ỹ ü yõ|ỵ þ î"
)
TABLE = [pair.split(" ") for pair in LETTERS.split("|")]
TCVN3 = {letter: code for letter, code, _ in TABLE} | dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
VNI = {letter: pair for letter, _, pair in TABLE} | {letter.upper(): pair.upper() for letter, _, pair in TABLE}
MARKED = "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"


def tcvn3(text):
    """Capitals with tones have no codes: a capital font draws them from small letters."""
    return "".join(TCVN3.get(letter, TCVN3.get(letter.lower(), letter)) for letter in text)


def vni(text):
    return "".join(VNI.get(letter, letter) for letter in text)


WRITTEN = {"TCVN3 (ABC)": tcvn3, "VNI": vni}


def table(write=str, names=str):
    head = ["STT", "Tỉnh, thành phố", "Điểm"]
    body = [
        [number, names(one.name.vi), 80.5 + number / 10]
        for number, one in enumerate(geography.provinces("34"), start=1)
    ]
    title = write("Chỉ số cải cách hành chính năm 2025 (PAR INDEX)")
    return [[title], [write(one) for one in head], *body, [None, write("Trung bình"), 82.0]]


def scores(reading):
    frame = reading.years[2025]
    return dict(zip(frame["province"], frame["score"], strict=True))


RIGHT = {one.id: 80.5 + number / 10 for number, one in enumerate(geography.provinces("34"), start=1)}


def test_the_alphabet_of_the_test_is_whole():
    assert [letter for letter, *_ in TABLE if letter in MARKED] == [letter for letter, *_ in TABLE]
    assert {letter for letter, *_ in TABLE} == set(MARKED)


@pytest.mark.parametrize("letter", MARKED + MARKED.upper())
def test_every_letter_of_vni_comes_back(letter):
    assert old_fonts.from_vni(vni(letter)) == letter


@pytest.mark.parametrize("letter", MARKED + "ĂÂÊÔƠƯĐ")
def test_every_letter_of_tcvn3_comes_back(letter):
    assert old_fonts.from_tcvn3(tcvn3(letter)) == letter


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Céng hßa x· héi chñ nghÜa ViÖt Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("ChØ sè c¶i c¸ch hµnh chÝnh", "Chỉ số cải cách hành chính"),
    ],
)
def test_known_words_of_tcvn3_are_read(written, meant):
    assert old_fonts.from_tcvn3(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("Ñoäc laäp - Töï do - Haïnh phuùc", "Độc lập - Tự do - Hạnh phúc"),
        ("ÑOÄC LAÄP", "ĐỘC LẬP"),
        ("Aán Ñoä", "Ấn Độ"),
    ],
)
def test_known_words_of_vni_are_read(written, meant):
    assert old_fonts.from_vni(written) == meant


@pytest.mark.parametrize("encoding", WRITTEN)
@pytest.mark.parametrize("case", [str, str.upper])
def test_a_whole_workbook_is_converted_and_said(encoding, case):
    write = WRITTEN[encoding]
    rows = table(lambda text: write(case(text)), lambda text: write(case(text)))
    for data, name in (
        (layouts.xlsx(rows), "par.xlsx"),
        (xls({"a": rows}), "par.xls"),
        (layouts.text(rows, ";", ",", "latin-1"), "par.csv"),
        (layouts.text(rows, ";", ",", "utf-8"), "par.csv"),
    ):
        reading = read(data, name)
        assert scores(reading) == RIGHT
        assert not reading.blocks
        assert dict(only(reading, "old_font_converted").facts)["encoding"] == encoding


@pytest.mark.parametrize("encoding", WRITTEN)
def test_old_names_under_headings_in_unicode_are_converted(encoding):
    reading = read(layouts.xlsx(table(names=WRITTEN[encoding])), "par.xlsx")
    assert scores(reading) == RIGHT
    assert "old_font_converted" in codes(reading)


@pytest.mark.parametrize("encoding", WRITTEN)
def test_unicode_names_among_old_ones_are_not_damaged(encoding):
    write = WRITTEN[encoding]
    turns = iter(range(1000))
    reading = read(layouts.xlsx(table(names=lambda text: write(text) if next(turns) % 2 else text)), "par.xlsx")
    assert scores(reading) == RIGHT


def test_a_workbook_in_unicode_stays_as_it_is():
    latin = [one.name.vi for one in geography.provinces("63") if not old_fonts._ONLY_UNICODE.search(one.name.vi)]
    rows = [["Province", "Score"], *[[name, 5.5] for name in latin], ["Đơn vị¹", 1.0], ["© ® ª", 2.0]]
    before = [list(row) for row in rows]
    assert old_fonts.converted([rows]) is None
    assert rows == before


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_no_name_in_unicode_is_taken_for_an_old_one(form):
    for edition in ("63", "34"):
        for one in geography.provinces(edition):
            text = unicodedata.normalize(form, one.name.vi)
            assert old_fonts.named_in(text) is None


def test_plain_names_prove_no_encoding():
    assert old_fonts.encoding_of(["An Giang", "Long An", "Gia Lai", "Lai Châu", "Cà Mau", "Hà Nam"]) is None


def test_two_names_are_no_proof():
    assert old_fonts.encoding_of(["Hµ Néi", "H¶i Phßng", "An Giang"]) is None
    assert old_fonts.encoding_of(["Hµ Néi", "H¶i Phßng", "An Giang", "B¾c Ninh"])[0].name == "TCVN3 (ABC)"


def test_names_of_measures_are_proof_too():
    assert old_fonts.encoding_of(["TØnh", "XÕp h¹ng", "ChØ sè hµi lßng n¨m 2023"])[0].name == "TCVN3 (ABC)"


def test_what_is_a_name_as_it_stands_is_never_converted():
    rows = [["Hµ Néi"], ["H¶i Phßng"], ["B¾c Ninh"], ["Thanh Hóa"], ["Ghi chó: sè liÖu"]]
    assert old_fonts.converted([rows]) == (old_fonts.ENCODINGS[0], 4)
    assert [row[0] for row in rows] == ["Hà Nội", "Hải Phòng", "Bắc Ninh", "Thanh Hóa", "Ghi chú: số liệu"]


def test_a_column_in_unicode_beside_one_in_tcvn3_is_not_converted():
    rows = [["Hµ Néi", "Hải"], ["H¶i Phßng", "Hóa"], ["B¾c Ninh", "©"]]
    old_fonts.converted([rows])
    assert [row[1] for row in rows] == ["Hải", "Hóa", "©"]
