"""Values that nobody means well with, and ways to send them."""

from __future__ import annotations

from urllib.parse import quote

from hypothesis import strategies as st

MARK = "fuzz7mark"
MARKUP = f"<{MARK}>"
VALUES: tuple[str, ...] = (
    "",
    " ",
    "\t\n\r",
    "\0",
    "a\0b",
    "\ud800",
    "\udfff tail",
    "\ufeff",
    "\u202egnp.exe",
    "\u0645\u0631\u062d\u0628\u0627",
    "👩‍👩‍👧‍👦🇳🇱",
    "Z̷̢͝a̸l̵g̶o̴" * 20,
    "ı",
    "0",
    "-1",
    "1" * 18,
    str(10**18),
    str(2**63),
    str(-(2**63) - 1),
    "9" * 400,
    "1e999",
    "-1e-999",
    "NaN",
    "Infinity",
    "0x1F",
    "1_000",
    "١٢٣",
    "12,5",
    "12.505",
    "101",
    "01-01-0001",
    "31-12-9999",
    "9999-12-31",
    "0001-01-01",
    "30-02-2026",
    "29-02-2028",
    "29-03-2026",
    "00-00-0000",
    "25:61",
    "00:00",
    "true",
    "null",
    "undefined",
    "x" * 20_000,
    "\n" * 5_000,
    f"{MARKUP}",
    f"\"'>{MARKUP}<script>alert(1)</script>",
    f"</textarea></title>{MARKUP}",
    f"javascript:alert('{MARK}')",
    "{{ 7|add:7 }}{% debug %}",
    "%(x)s %s %n {0} {}",
    "' OR 1=1 --",
    "'; DROP TABLE verzuim_melding; --",
    '=HYPERLINK("http://x")',
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "file:///etc/passwd",
    "//evil.example/",
    "https://evil.example/\r\nSet-Cookie: a=b",
    "a@b\r\nBcc: x@y.example",
    "00000000-0000-4000-8000-000000000000",
    "00000000-0000-0000-0000-00000000000g",
    "urn:uuid:00000000-0000-4000-8000-000000000000",
    "[]",
    '{"a": 1}',
    "a" * 300 + "@voorbeeld.example",
    "111222333",
    "123456789",
)
PATH_PARTS = ("0", "1", str(2**31), str(2**63), "9" * 40, "-1", "x", "%00", "..", "%F0%9F%98%80")
BODIES: tuple[tuple[str, bytes], ...] = (
    ("application/json", b'{"step": "first"}'),
    ("application/json", b"{" * 5_000),
    ("text/xml", b"<a/>"),
    ("text/plain", b"\xff\xfe\x00"),
    ("multipart/form-data", b"--x\r\n"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data; name="),
    ("multipart/form-data; boundary=" + "x" * 300, b"--x--"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a'),
    ("multipart/form-data; boundary=x; charset=utf-7", b"--x--\r\n"),
    ("application/x-www-form-urlencoded; charset=utf-16", b"step=first"),
    ("application/x-www-form-urlencoded; charset=no-such", b"step=first"),
    ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % n for n in range(1_100))),
    ("application/x-www-form-urlencoded", b"%ZZ=%ED%A0%80&=&&==;"),
    ("", b"step=first"),
)
EXTRA_NAMES = ("werkgever_id", "is_superuser", "actor", "id", "csrfmiddlewaretoken", "next", "a[]")

values = st.one_of(
    st.sampled_from(VALUES),
    st.text(st.characters(), max_size=40),
    st.integers(-(10**20), 10**20).map(str),
    st.dates().map(lambda day: f"{day:%d-%m-}{day.year:04d}"),
)


def encode(pairs: list[tuple[str, str]]) -> bytes:
    """Return the pairs as a form sends them; half a character is sent too."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in pairs).encode()


def _quoted(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))
