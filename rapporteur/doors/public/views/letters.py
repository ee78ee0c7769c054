"""Letters that were made public: a list to look through, each of them whole, and as files to take along and to cite."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from rapporteur.doors.documents import FORMS, handed_out
from rapporteur.doors.public import letters as shown
from rapporteur.doors.public.forms import LettersForm
from rapporteur.doors.public.gates import KEPT, marked, public_page
from rapporteur.doors.public.views.search import page_of
from rapporteur.kernel.access.gates import open_to_all
from rapporteur.publication import citations, letter_documents
from rapporteur.publication import letters as published
from rapporteur.publication.models import PublishedLetter

A_PAGE = 50  # letters


@public_page
def letters(request: HttpRequest) -> HttpResponse:
    """List the letters that are asked for, newest first."""
    form = LettersForm(request.GET)
    found = published.ids(form.asked)
    # Words are looked up once: to count and then to cut would ask the index of them twice.
    paginator = Paginator(list(found) if form.asked_for("words") else found, A_PAGE)
    page = paginator.get_page(page_of(request.GET.get("page", "")))
    context = {
        "form": form,
        "total": paginator.count,
        "lines": shown.lines(published.of_page(list(page.object_list))),
        "page": page,
        "pages": form.pages(page),
        "filtered": any(form.asked_for(name) for name in form.fields),
        "chosen": form.address(1),
    }
    return render(request, "public/letters.html", context)


def published_or_404(key: str) -> PublishedLetter:
    found = published.one(key)
    if found is None:
        raise Http404
    return found


@public_page
def letter(request: HttpRequest, key: str) -> HttpResponse:
    found = published_or_404(key)
    files = [(reverse(f"letter_{one.ending}", args=[key]), one.label) for one in FORMS.values()]
    whole = shown.whole(found)
    cited = citations.citation(found, whole.addressee, lasting_address(request, key))
    context = {"whole": whole, "files": files, "citation": citations.sentence(cited)}
    return render(request, "public/letter.html", context)


def file_tag(request: HttpRequest, key: str, ending: str) -> str | None:
    """Return a tag that changes with any letter or reply, and differs by form and by letter.

    What is not there has none: else whoever asks for any version but one hears that it is unchanged.
    """
    if not published.is_there(key):
        return None
    return f'"{published.version("letters").tag}-{key}-{ending}"'


@open_to_all("What was made public may be taken along by everyone.")
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(file_tag)
def letter_file(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Hand out a letter with its replies as a file, in the language of the letter."""
    found = published_or_404(key)
    document = letter_documents.published(found)
    response = handed_out(document, FORMS[ending], f"letter-{found.key}")
    return marked(response, exercise=found.exercise)


@open_to_all("What was made public may be cited by everyone.")
@require_safe
@cache_control(public=True, max_age=KEPT)
@condition(file_tag)
def citation_file(request: HttpRequest, key: str, ending: str) -> HttpResponse:
    """Hand out the citation of a letter for programs that keep citations, in English."""
    found = published_or_404(key)
    text, media = citations.file(found, lasting_address(request, key), ending)
    response = HttpResponse(text, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="letter-{found.key}.{ending}"'
    return marked(response, exercise=found.exercise)


def lasting_address(request: HttpRequest, key: str) -> str:
    """Return the address of a letter without a language, as a citation gives it."""
    return request.build_absolute_uri(f"/letters/{key}/")
