"""Whether a computer has the private part of a key, of which a first cell has the hash.

Promises that no answer makes it raise or work for long. What is verified is RSA with PKCS #1 v1.5 and
SHA-256 (RFC 8017, 8.2.2), as that needs nothing but pow. A computer in the middle that passes the
challenge on to the teacher's is not found out.
"""

import base64
import hashlib
import os

EXPONENT = 65537
MAX_KEY = 512  # bytes
# How the signed text begins: DER for "what follows is a SHA-256".
SHA256_HEAD = bytes.fromhex("3031300d060960864801650304020105000420")


def new_challenge() -> str:
    """Returns 32 hex digits that nobody could know before."""
    return os.urandom(16).hex()


def proven_key(key: object, signature: object, text: str) -> str:
    """Returns the SHA-256 in hex of a public key by which a text is signed; '' if it is not."""
    try:
        modulus = base64.b64decode(str(key)[: 2 * MAX_KEY], validate=True)
        signed = base64.b64decode(str(signature)[: 2 * MAX_KEY], validate=True)
    except ValueError:
        return ""
    size, number = len(modulus), int.from_bytes(modulus, "big")
    if not 256 <= size <= MAX_KEY or len(signed) != size:
        return ""
    hashed = SHA256_HEAD + hashlib.sha256(text.encode("utf-8", "replace")).digest()
    wanted = b"\x00\x01" + b"\xff" * (size - len(hashed) - 3) + b"\x00" + hashed
    found = pow(int.from_bytes(signed, "big"), EXPONENT, number)
    return hashlib.sha256(modulus).hexdigest() if found == int.from_bytes(wanted, "big") else ""
