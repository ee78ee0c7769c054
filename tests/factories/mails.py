"""Two hundred mails to the address of a desk, all made up, all of the exercise.

Each says which letter it truly belongs to, and whether that can be known from it (`sure`): what is
not sure must be held. Languages, encodings and ways of quoting go round by number.
"""

from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.policy import SMTP

HOST = "mail.desk.exercise.invalid"
DESK = "desk@exercise.invalid"
STRANGER = "someone@elsewhere.exercise.invalid"
SAID = (
    ("en", "The authorities have looked into the matter and will answer in full.", "utf-8"),
    ("fr", "Les autorités ont examiné la question et répondront à celle-ci.", "iso-8859-1"),
    ("es", "Las autoridades han examinado la cuestión y responderán pronto.", "windows-1252"),
    ("ru", "Власти изучили этот вопрос и ответят полностью.", "koi8-r"),
    ("ar", "درست السلطات هذه المسألة وسترد عليها بالكامل.", "windows-1256"),
    ("zh", "当局已研究此事，并将作出完整答复。", "gb18030"),
    ("de", "Die Behörden haben die Sache geprüft und werden antworten.", "utf-8"),
)
ENCODINGS = ("base64", "quoted-printable", "8bit")
ON = {"en": "On Monday the desk wrote:", "fr": "Lundi, le bureau a écrit :"}


@dataclass(frozen=True)
class Made:
    """One mail: its bytes, what it is, the letter it belongs to and whether that shows."""

    raw: bytes
    what: str
    letter: object = None
    sure: bool = False


def said(number):
    return SAID[number % len(SAID)]


def mail(number, *, subject="", text="", sender=STRANGER, coded=True, **headers):
    """Make a message; its encoding follows from its number. `In_Reply_To` is In-Reply-To."""
    message = EmailMessage(policy=SMTP)
    message["From"] = f"A. Person <{sender}>" if sender else "nobody"
    message["To"] = DESK
    message["Subject"] = subject
    message["Date"] = f"Mon, 02 Nov 2026 10:{number % 60:02d}:00 +0000"
    message["Message-ID"] = f"<made{number}.{len(subject)}.{len(text)}@elsewhere.invalid>"
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    _language, own, charset = said(number)
    body = f"{own}\n\n{text}\n"
    try:
        body.encode(charset)
    except UnicodeEncodeError:
        charset = "utf-8"
    transfer = ENCODINGS[number % 3] if coded else "8bit"
    message.set_content(body, charset=charset, cte=transfer)
    return message


def quoted(text):
    return "On Monday the desk wrote:\n" + "\n".join(f"> {line}" for line in text.split("\n"))


def proven(sender):
    domain = sender.rpartition("@")[2]
    return f"{HOST}; spf=pass; dkim=pass; dmarc=pass header.from={domain}"


def failed(sender):
    return f"{HOST}; spf=fail; dmarc=fail header.from={sender.rpartition('@')[2]}"


def answer(number, one, *, subject=None, **more):
    """Answer a mail of ours; the subject carries the code unless said otherwise."""
    subject = f"Re: Rapporteur: {one.code}" if subject is None else subject
    return mail(number, subject=subject, In_Reply_To=f"<{one.sent}>", **more)


def report(number, sent, *, status="5.1.1", action="failed", whole=False, code=""):
    """Make a report that a mail of ours came back."""
    message = EmailMessage(policy=SMTP)
    message["From"] = "MAILER-DAEMON@relay.exercise.invalid"
    message["To"] = DESK
    message["Subject"] = "Undelivered Mail Returned to Sender"
    message["Message-ID"] = f"<report{number}@relay.exercise.invalid>"
    message["Auto-Submitted"] = "auto-replied"
    message.set_content("Your message could not be delivered.")
    message.make_mixed()
    told = MIMEPart(policy=SMTP)
    told.set_type("message/delivery-status") if told.get("Content-Type") else told.add_header(
        "Content-Type", "message/delivery-status"
    )
    blocks = []
    for lines in (
        {"Reporting-MTA": "dns; relay.exercise.invalid"},
        {"Final-Recipient": "rfc822; a@b.invalid", "Action": action, "Status": status},
    ):
        block = MIMEPart(policy=SMTP)
        for name, value in lines.items():
            block[name] = value
        blocks.append(block)
    told.set_payload(blocks)
    message.attach(told)
    headers = f"Message-ID: <{sent}>\nSubject: Rapporteur: something for you\n"
    returned = MIMEPart(policy=SMTP)
    if whole:
        original = EmailMessage(policy=SMTP)
        original["Message-ID"] = f"<{sent}>"
        original["Subject"] = "Rapporteur: something for you"
        original.set_content(f"Our reference: {code}.")
        returned.set_content(original)
    else:
        returned.set_content(headers, subtype="rfc822-headers")
    message.attach(returned)
    message.replace_header(
        "Content-Type",
        message["Content-Type"].replace("multipart/mixed", "multipart/report")
        + "; report-type=delivery-status",
    )
    return message.as_bytes()


def marked(number, one, text):
    """Make an answer that is marked up alone, the reference broken by tags."""
    message = answer(number, one, subject="Re: the matter")
    message.set_content(f"<html><body><p>{said(number)[1]}</p>{text}</body></html>", subtype="html")
    return message


def forwarded(number, one):
    """Pass on what another wrote: in the subject, in the text or as a message that is attached."""
    if number % 3 == 0:
        start = ("Fwd", "TR", "WG", "RV", "转发")[number % 5]
        return answer(number, one, subject=f"{start}: {one.code}")
    if number % 3 == 1:
        text = f"---------- Forwarded message ----------\nSubject: {one.code}"
        return answer(number, one, text=text)
    message = answer(number, one)
    message.add_attachment(mail(number, subject="inside", text=one.code))
    return message


def odd_forms(one):
    """Write a reference as machines and people write it."""
    code = one.code
    wide = "".join(chr(ord(sign) + 0xFEE0) if sign.isalnum() else sign for sign in code)
    arabic = one.official.translate({ord(str(n)): chr(0x660 + n) for n in range(10)})
    return (
        code.lower(),
        code.replace("-", "\u2011"),
        code.replace("-", " - "),
        wide,
        arabic,
        one.official.replace(" ", "\u00a0"),
        code[:6] + "\u00ad" + code[6:],
        f"{code[:7]}\n{code[7:]}",
    )


def belongs(letters, mission):
    """Make mails of which two signs say the same letter."""
    for n in range(28):
        one = letters[n % len(letters)]
        yield Made(answer(n, one, text=quoted(one.code)).as_bytes(), "answer", one.pk, True)
    for n in range(16):
        one = letters[n % 2]  # those to Exerland
        message = mail(
            n, subject=f"Note verbale, {one.official}", sender=mission,
            Authentication_Results=proven(mission),
        )  # fmt: skip
        yield Made(message.as_bytes(), "mission", one.pk, True)
    for n in range(14):
        one = letters[n % len(letters)]
        text = f"Your letter {one.official}, {one.check}."
        yield Made(mail(n, text=text).as_bytes(), "check", one.pk, True)
    for n in range(16):
        one = letters[n % len(letters)]
        form = odd_forms(one)[n % 8]
        yield Made(marked(n, one, f"<p>{form}</p>").as_bytes(), "marked up", one.pk, True)
    for n in range(12):
        one = letters[n % len(letters)]
        raw = report(n, one.sent, status=("5.1.1", "5.2.2", "5.7.1")[n % 3], whole=n % 2 == 0,
                     code=one.code)  # fmt: skip
        yield Made(raw, "bounce", one.pk, True)
    for n in range(10):
        one = letters[n % len(letters)]
        message = answer(n, one, subject=f"Out of office: {one.code}")
        message["Auto-Submitted" if n % 2 else "X-Autoreply"] = "auto-replied" if n % 2 else "yes"
        yield Made(message.as_bytes(), "automatic", one.pk, True)


def unsure(letters, mission):
    """Make mails that belong to a letter, as a person would see; one sign is not enough."""
    for n in range(10):
        one = letters[n % len(letters)]
        yield Made(mail(n, subject=one.code).as_bytes(), "code alone", one.pk)
    for n in range(6):
        one = letters[n % len(letters)]
        yield Made(answer(n, one, subject="Re:").as_bytes(), "thread alone", one.pk)
    for n in range(8):
        message = mail(n, sender=mission, Authentication_Results=proven(mission))
        yield Made(message.as_bytes(), "sender alone", None)
    for n in range(9):
        one = letters[n % len(letters)]
        yield Made(forwarded(n, one).as_bytes(), "forward", None)
    for n in range(4):
        yield Made(report(n, f"unknown{n}@nowhere.invalid"), "strange bounce", None)


def contradicting(letters, others, mission):
    """Make mails of which something speaks against every letter."""
    for n in range(9):
        one, other = letters[n % 3], letters[(n + 1) % 3]
        text = f"{one.code} {other.official if n % 2 else other.code}"
        yield Made(mail(n, text=text, sender=mission, Authentication_Results=proven(mission))
                   .as_bytes(), "two", None)  # fmt: skip
        raw = answer(n, one, text=quoted(f"Our letter {other.official}")).as_bytes()
        yield Made(raw, "quotes another", None)
    for n in range(6):
        one, other = letters[n % 3], letters[(n + 1) % 3]
        raw = answer(n, one, subject=f"Re: {other.code}").as_bytes()
        yield Made(raw, "thread of another", None)
    for n in range(12):
        one = letters[n % 3]
        yield Made(answer(n, one, subject="Re:", text=wrong(one, n)).as_bytes(), "wrong", None)
    for n in range(6):
        one = others[n % len(others)]
        yield Made(mail(n, text=f"{one.code} {one.check}").as_bytes(), "not ours", None)


def wrong(one, n):
    """Write a reference or a check with a fault."""
    check, code = one.check, one.code
    number = one.official.rpartition(" ")[2]
    return (
        f"{code} {check[:-1]}{'3' if check[-1] == '2' else '2'}",
        f"{code[:-1]}{'3' if code[-1] == '2' else '2'}",
        f"UA {one.official[3:6]} {number}",
        f"{code} AL XEX 77/2026",
    )[n % 4]


def doubtful(letters, mission, other_mission):
    """Make mails whose sender or form is not to be trusted, whatever else they carry."""
    for n in range(8):
        one = letters[n % 2]
        message = answer(n, one, sender=mission, Authentication_Results=failed(mission))
        yield Made(message.as_bytes(), "forged", None)
    for n in range(5):
        one = letters[n % 2]
        message = mail(n, subject=one.official, sender=mission)
        message["Authentication-Results"] = proven(mission).replace(HOST, "evil.invalid")
        message["Authentication-Results"] = proven(mission)  # a second line, of the sender's own
        yield Made(message.as_bytes(), "vouches for itself", None)
    for n in range(4):
        one = letters[n % 2]
        message = answer(n, one, sender=other_mission, Authentication_Results=proven(other_mission))
        yield Made(message.as_bytes(), "another mission", None)
    for n in range(3):
        raw = answer(n, letters[0], List_Id="<a.list.invalid>").as_bytes()
        yield Made(raw, "list", None)
    one = letters[0]
    two = answer(1, one).as_bytes().replace(b"From: ", b"From: b@c.invalid\r\nFrom: ", 1)
    yield Made(two, "two senders", None)
    yield Made(answer(2, one, sender="").as_bytes(), "no sender", None)
    yield Made(b"\xff\xfe\x00garbage" * 40, "garbage", None)
    for n in range(2):
        yield Made(mail(n, subject="Cheap watches").as_bytes(), "nothing", None)


def corpus(letters, others, mission, other_mission):
    return [
        *belongs(letters, mission),
        *unsure(letters, mission),
        *contradicting(letters, others, mission),
        *doubtful(letters, mission, other_mission),
    ]
