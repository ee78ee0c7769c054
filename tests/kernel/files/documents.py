"""Files made by hand for the tests: harmless ones, and traps of which each sets off one refusal."""

import io
import zipfile

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_TYPE = "application/pdf"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c63"
    "000100000500010d0a2db40000000049454e44ae426082"
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.wordprocessingml.document.main+xml"/>{more}</Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{inner}</Relationships>"
)


def relation(kind, target="word/document.xml", mode=""):
    return (
        f'<Relationship Id="r{kind}" Type="{R}/{kind}" Target="{target}"'
        + (f' TargetMode="{mode}"' if mode else "")
        + "/>"
    )


def paragraph(text):
    return f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def body(inner):
    return f'<w:document xmlns:w="{W}"><w:body>{inner}</w:body></w:document>'


def docx(*paragraphs, parts=None, types="", relations="", inner="", store=False):
    """Return a DOCX; `parts` are added or replace one of the usual."""
    inside = "".join(map(paragraph, paragraphs)) + inner
    found = {
        "[Content_Types].xml": TYPES.format(more=types),
        "_rels/.rels": RELATIONS.format(inner=relation("officeDocument")),
        "word/document.xml": body(inside),
        "word/_rels/document.xml.rels": RELATIONS.format(inner=relations),
        **(parts or {}),
    }
    made = io.BytesIO()
    kind = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(made, "w", kind) as package:
        for name, part in found.items():
            package.writestr(name, part)
    return made.getvalue()


def stream(words, kind=""):
    inside = words if isinstance(words, bytes) else words.encode()
    return b"<<%s/Length %d>>stream\n" % (kind.encode(), len(inside)) + inside + b"\nendstream"


def pdf(*pages, catalog="", page_more="", objects=(), trailer="", resources=""):
    """Return a PDF with one line of text a page. `objects` get the numbers after the pages."""
    first = 4
    kids = " ".join(f"{first + 2 * at} 0 R" for at in range(len(pages)))
    made = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}>>".encode(),
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for at, text in enumerate(pages):
        made.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {first + 2 * at + 1} 0 R"
            f"/Resources<</Font<</F1 3 0 R>>{resources}>>{page_more}>>".encode()
        )
        made.append(stream(f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET"))
    made += [one if isinstance(one, bytes) else one.encode() for one in objects]
    return assembled(made, trailer)


def assembled(made, trailer=""):
    out, places = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
    for number, one in enumerate(made, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + one + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(made) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(made) + 1
    out += f"trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)


def scan():
    """Return a PDF of one page that is a picture."""
    kind = "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8"
    return pdf(
        ") Tj ET q 200 0 0 200 72 500 cm /X Do Q BT (",
        objects=[stream(b"\x00", kind)],
        resources="/XObject<</X 6 0 R>>",
    )
