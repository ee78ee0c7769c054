"""Templates that are kept once a language: what is written out in them, and what never is."""

import pytest
from django.template import Context, Engine, engines
from django.utils import translation

from rapporteur.doors.languages import PARTS
from rapporteur.doors.settled import Loader, settle

pytestmark = pytest.mark.django_db
BANNER = "Do not write about real people here."


def nodes_of(text, door):
    """Return the kinds of nodes of a template once it is settled."""
    door("intake")
    template = Engine(
        libraries={
            "i18n": "django.templatetags.i18n", "static": "django.templatetags.static"
        }
    ).from_string("{% load i18n static %}" + text)  # fmt: skip
    settle(template.nodelist)
    return [type(node).__name__ for node in template.nodelist if type(node).__name__ != "LoadNode"]


@pytest.mark.parametrize(
    "text",
    ['{% translate "Leave this page" %}', '{% url "leave" %}', '{% static "rapporteur.css" %}'],
)
def test_what_depends_on_the_language_alone_is_written_out(text, door):
    assert nodes_of(text, door) == ["TextNode"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("{{ request.path }}", "VariableNode"),
        ("{% translate word %}", "TranslateNode"),
        ('{% translate "May"|upper %}', "TranslateNode"),
        ('{% translate "May" as month %}', "TranslateNode"),
        ('{% translate "May" context word %}', "TranslateNode"),
        ("{% blocktranslate %}For {{ one }}.{% endblocktranslate %}", "BlockTranslateNode"),
        ('{% url "question" code %}', "URLNode"),
        ('{% url "question" code="what" %}', "URLNode"),
        ('{% url "leave" as way %}', "URLNode"),
        ("{% url name %}", "URLNode"),
        ("{% static name %}", "StaticNode"),
        ('{% static "rapporteur.css" as sheet %}', "StaticNode"),
    ],
)
def test_what_a_request_could_change_is_asked_each_time(text, kind, door):
    assert nodes_of(text, door) == [kind]


def test_what_stands_inside_conditions_and_blocks_is_settled_too(door):
    door("intake")
    engine = engines["django"].engine
    text = (
        '{% load i18n %}{% block a %}{% if x %}{% url "leave" %}{% else %}{% url "enter" %}'
        '{% endif %}{% for one in many %}{% url "leave" %}{% empty %}{% url "review" %}{% endfor %}'
        "{% endblock %}"
    )
    with translation.override("fr"):
        template = engine.from_string(text)
        settle(template.nodelist)
    with translation.override("ru"):
        found = [
            template.render(Context({"x": x, "many": many})) for x, many in ((1, "ab"), (0, ""))
        ]
    assert found == ["/fr/leave/" * 3, "/fr/code//fr/review/"]


def test_no_page_stands_in_the_language_of_the_one_before(door):
    client = door("intake")
    first = {part: client.get(f"/{part}/").content for part in PARTS.values()}
    again = {part: client.get(f"/{part}/").content for part in reversed(PARTS.values())}
    assert first == again
    assert len(set(first.values())) == len(PARTS)


def test_the_links_to_other_languages_are_those_of_this_very_page(door):
    client = door("intake")
    for address in ("check/", "begin/?a=1", "code/", "check/?b=%3Cb%3E"):
        page = client.get(f"/en/{address}").content.decode()
        assert f'href="/fr/{address}"' in page
        assert page.count("check/") == 7 * ("check" in address)  # the form's own address too


def test_an_exercise_is_said_by_the_answer_of_the_moment(door, monkeypatch):
    client = door("intake")
    said = []
    for is_one in (True, False, True):
        monkeypatch.setattr("rapporteur.doors.context.is_exercise", lambda is_one=is_one: is_one)
        said.append(BANNER in client.get("/en/check/").content.decode())
    assert said == [True, False, True]


def test_six_languages_times_the_templates_are_kept_and_no_more(door):
    client = door("intake")
    (partials,) = engines["django"].engine.template_loaders
    (loader,) = partials.loaders
    assert isinstance(loader, Loader)
    for part in PARTS.values():
        client.get(f"/{part}/check/")
    before = set(loader.get_template_cache)
    for strange in ("de", "tlh", "en-x-1", "../en", "EN"):
        client.get(f"/{strange}/check/")
        client.get("/en/check/", {"x": strange}, headers={"Accept-Language": strange})
        client.post("/en/check/", {"matter": strange}, headers={"Origin": "http://testserver"})
    added = set(loader.get_template_cache) - before
    assert {key.partition(" ")[0] for key in before} == set(PARTS)
    assert added <= {f"{code} intake/wrong.html" for code in PARTS}
