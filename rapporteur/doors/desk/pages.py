"""Long lists in pages, whatever page is asked for."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest


def page_of(request: HttpRequest, found: QuerySet[Any], size: int) -> dict[str, Any]:
    """Return one page of a list, and the address of the others with the same filters.

    The keys of a page are found first, in the index that orders the list; marks and joined tables
    are read for these rows only, and not for every row that is passed over. Two queries.
    """
    page = Paginator(found, size).get_page(request.GET.get("page"))
    first = (page.number - 1) * size
    page.object_list = found.filter(pk__in=found.values("pk")[first : first + size])
    kept = request.GET.copy()
    kept.pop("page", None)
    return {"page": page, "filters": kept.urlencode()}
