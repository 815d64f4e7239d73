"""One key for many parts: whatever joins texts without boundaries cannot mistake two lists of them."""

import hashlib


def digest(*parts: object) -> str:
    """SHA-256 of parts, each after its type and length.

    Args:
        parts: Bytes, or values whose ``repr`` says all that they are.
    """
    found = hashlib.sha256()
    for part in parts:
        content = part if isinstance(part, bytes) else repr(part).encode()
        found.update(f"{type(part).__name__} {len(content)}:".encode())
        found.update(content)
    return found.hexdigest()
