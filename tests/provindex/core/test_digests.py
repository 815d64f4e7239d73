import pytest

from provindex.core.digests import digest


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("ab", "c"), ("a", "bc")),
        (("ab",), ("a", "b")),
        ((b"a",), ("a",)),
        ((b"a", b"b"), (b"ab", b"")),
        ((1,), ("1",)),
        ((1,), (True,)),
        ((None,), ("None",)),
        ((b"bytes 1:a",), (b"a",)),
        (("a", None), ("a",)),
    ],
)
def test_other_parts_have_another_digest(first, second):
    assert digest(*first) != digest(*second)


def test_the_same_parts_have_the_same_digest():
    assert digest(b"file", "Sổ.xlsx", 3, None) == digest(b"file", "Sổ.xlsx", 3, None)
    assert len(digest()) == 64
