"""All components on one page, for whoever works on them; in an exercise only."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from rapporteur.doors.public.gallery import panels
from rapporteur.doors.public.gates import public_page
from rapporteur.kernel.instance.queries import is_exercise


@public_page
def components(request: HttpRequest) -> HttpResponse:
    if not is_exercise():
        raise Http404
    return render(request, "public/gallery.html", {"panels": panels(request)})
