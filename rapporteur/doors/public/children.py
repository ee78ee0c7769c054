"""What the mandate is, for children: two texts for each band of age, sentence by sentence.

Each sentence stands alone, so that each can be translated and measured. They say what we do, what
we cannot do and how to tell us (R20.1, R20.4), follow the working methods in SOURCE, and promise
nothing that these do not. They are no place for details of what is done to children.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SOURCE = "A/HRC/9/21"  # whose working methods the texts tell


@dataclass(frozen=True)
class Part:
    heading: str | Promise
    sentences: tuple[str | Promise, ...]


@dataclass(frozen=True)
class Text:
    """One of the two texts of a band."""

    title: str | Promise
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Band:
    """An age band: the code in its address, its name, and for whom the page is."""

    code: str
    name: str | Promise
    lead: str | Promise
    texts: tuple[Text, Text]


BANDS: tuple[Band, ...] = (
    Band(
        "6-9",
        _("6 to 9 years"),
        _("For you and a grown-up to read together."),
        (
            Text(
                _("Who we are"),
                (
                    Part(
                        _("Who are we?"),
                        (
                            _("All children have rights."),
                            _("A right is something that every child must have."),
                            _("You have a right to be safe."),
                            _("We work for children all over the world."),
                        ),
                    ),
                    Part(
                        _("What do we do?"),
                        (
                            _("Some grown-ups do bad things to children."),
                            _("That is never the fault of the child."),
                            _("We ask the leaders of a country to stop it."),
                            _("We write letters to them."),
                            _("Then we wait for what they say."),
                        ),
                    ),
                ),
            ),
            Text(
                pgettext_lazy("to a child", "What you can do"),
                (
                    Part(
                        _("What can we not do?"),
                        (
                            _("We live far away."),
                            _("We cannot come to your house."),
                            _("We are not the police."),
                        ),
                    ),
                    Part(
                        _("Who can help you now?"),
                        (
                            _("Tell a grown-up you trust."),
                            _("It can be someone at home or your teacher."),
                            _("If nobody listens, tell another grown-up."),
                            _("You may say no when something feels wrong."),
                            _("You may tell, even if someone said it is a secret."),
                        ),
                    ),
                    Part(
                        pgettext_lazy("to a child", "How can you tell us?"),
                        (
                            _("You can write to us on a page."),
                            _("A grown-up you trust can help you."),
                            _("You can stop when you want."),
                            _("Please send no pictures."),
                        ),
                    ),
                ),
            ),
        ),
    ),
    Band(
        "10-13",
        _("10 to 13 years"),
        _("For you to read alone, or with someone you trust."),
        (
            Text(
                _("What we do"),
                (
                    Part(
                        _("Who are we?"),
                        (
                            _("Almost all countries of the world belong to the United Nations."),
                            _("They asked one person to work against the sale of children."),
                            _("This person is called the Special Rapporteur."),
                            _("The Special Rapporteur works for no country."),
                            _("A few people help with the work."),
                        ),
                    ),
                    Part(
                        _("What is it about?"),
                        (
                            _("Nobody may sell a child."),
                            _("Nobody may use a child for sex or for sexual pictures."),
                            _("When it happens, it is never the fault of the child."),
                            _("A child is everyone who is younger than 18."),
                        ),
                    ),
                    Part(
                        _("What do we do?"),
                        (
                            _("We read what people tell us."),
                            _("We can write to a Government and ask what it will do."),
                            _("We do not tell the Government who wrote to us."),
                            _("We can visit a country if its Government says yes."),
                            _("We tell all countries what should get better."),
                        ),
                    ),
                ),
            ),
            Text(
                _("What we cannot do, and how to tell us"),
                (
                    Part(
                        _("What can we not do?"),
                        (
                            _("We cannot come when you are in danger."),
                            _("We are not the police and not a court."),
                            _("We cannot punish anyone."),
                            _("We cannot promise that you will be safe when you write."),
                            _("It can take a long time until something changes."),
                        ),
                    ),
                    Part(
                        _("Who can help you now?"),
                        (
                            _("Tell an adult you trust, for example a teacher or a nurse."),
                            _("If that person does not listen, tell another one."),
                            _("Many countries have a phone number for children."),
                        ),
                    ),
                    Part(
                        pgettext_lazy("to a child", "How can you tell us?"),
                        (
                            _("You can write to us on a page, without your name."),
                            _("We ask at most 12 questions, and you can skip each one."),
                            _("You can stop at any time."),
                            _("You get a secret code, and with it you can come back."),
                            _("Never send us a picture of what happened."),
                            _("Before anyone acts, we think about what is best for you."),
                        ),
                    ),
                ),
            ),
        ),
    ),
    Band(
        "14-17",
        _("14 to 17 years"),
        _("For you to read alone, or with someone you trust."),
        (
            Text(
                _("What we do"),
                (
                    Part(
                        _("Who are we?"),
                        (
                            _(
                                "The Special Rapporteur is an independent expert whom the Human"
                                " Rights Council of the United Nations has chosen."
                            ),
                            _("The expert works for no Government and is not paid for it."),
                            _("A small office in Geneva helps."),
                        ),
                    ),
                    Part(
                        _("What is it about?"),
                        (
                            _(
                                "The work is against the sale, the sexual exploitation and the"
                                " sexual abuse of children, also online."
                            ),
                            _("Everyone under 18 counts as a child here, also who is married."),
                            _("It is never your fault, also if you took money or said yes."),
                        ),
                    ),
                    Part(
                        _("What do we do?"),
                        (
                            _("We read what people tell us and look at whether we can act."),
                            _("We can write to a Government and ask it for an answer."),
                            _("The letter does not say who told us."),
                            _("After some time the letter and the answer may become public."),
                            _("No name of a child is made public."),
                            _("We visit countries and say what laws and help are missing."),
                        ),
                    ),
                ),
            ),
            Text(
                _("What we cannot do, and how to tell us"),
                (
                    Part(
                        _("What can we not do?"),
                        (
                            _("We are no emergency service, no police and no court."),
                            _("We cannot order anyone to do anything, and we pay no money."),
                            _("We cannot take the place of a lawyer or a helper near you."),
                            _(
                                "The United Nations cannot promise that those who write to it"
                                " are safe."
                            ),
                        ),
                    ),
                    Part(
                        _("Who can help you now?"),
                        (
                            _("Talk to an adult who is safe for you."),
                            _("It can be a teacher, a nurse, a relative or a friend's parent."),
                            _("Many countries have a phone line for people under 18."),
                            _("Some adults must pass on what you tell them: you may ask first."),
                        ),
                    ),
                    Part(
                        pgettext_lazy("to a child", "How can you tell us?"),
                        (
                            _("You can write to us on a page, without a name or an address."),
                            _("We ask at most 12 questions, and you can skip every one."),
                            _("You decide how much you tell, and you can stop at any time."),
                            _("A code that only you have opens your words again."),
                            _("Think of who may look at your phone before you write."),
                            _("Never send pictures or videos of what happened, to anyone."),
                            _("Before anyone acts, two people think about what is best for you."),
                        ),
                    ),
                ),
            ),
        ),
    ),
)
BY_CODE = {band.code: band for band in BANDS}
