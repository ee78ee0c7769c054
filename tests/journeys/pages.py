"""Every kind of page of the doors that need no sign-in, once; below the part of the language.

The letter among them is made by `tests.factories.publication.make_example`.
"""

PUBLIC = (
    "",
    "about/",
    "about/easy/",
    "about/data/",
    "about/accessibility/",
    "about/privacy/",
    "states/",
    "states/?instrument=OPSC",
    "states/?instrument=nothing",
    "states/EST/",
    "states/XEX/",
    "instruments/",
    "instruments/OPSC/",
    "instruments/CRC/",
    "instruments/BEIJING/",
    "comments/",
    "comments/CRC-GC13/",
    "scope/",
    "scope/?code=CSA&on=2022-05-01&commercial=no",
    "scope/?code=CSA&on=yesterday",
    "scope/SALE/",
    "terms/",
    "terms/CSAM/",
    "mandates/",
    "mandates/?on=2008-07-16",
    "mandates/?on=16.7.2008",
    "mandates/SALECHILD/",
    "mandates/VAWG/",
    "letters/",
    "letters/?state=XEX&replied=on",
    "letters/?kind=nothing&year=last",
    "letters/EXAMPLE1/",
    "search/?q=article+34",
    "data/",
    "components/",
    "no-such-page/",
)
INTAKE = ("", "no-such-page/")
