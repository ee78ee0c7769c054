"""What every answer, also a style sheet, tells browsers beside what Django's own settings say.

No other site may take a part of a door into its pages, and no page of ours may ask for what it
never needs: whatever slipped into one could not switch on a camera or ask where somebody is.
"""

from collections.abc import Callable

from csp.utils import build_policy
from django.http import HttpRequest, HttpResponse

UNUSED = (  # by any door; passkeys at the doors with a login are not among them
    *("accelerometer", "autoplay", "camera", "clipboard-read", "display-capture"),
    *("fullscreen", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts"),
    *("magnetometer", "microphone", "midi", "payment", "picture-in-picture"),
    *("screen-wake-lock", "serial", "usb", "xr-spatial-tracking"),
)
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED),
}
Answer = Callable[[HttpRequest], HttpResponse]


def closed_to_others(answer: Answer) -> Answer:
    def marked(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return marked


def within_policy(answer: Answer) -> Answer:
    """Say what a page may load: the same for every page of a door, so it is put together once.

    An answer that says a narrower one of its own keeps it: files that are handed out do. The
    middleware of django-csp asks twice a request what nothing here changes.
    """
    policy = build_policy()

    def marked(request: HttpRequest) -> HttpResponse:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return marked
