"""Addresses of the intake door: neutral words below the part that names the language."""

from django.urls import URLPattern, URLResolver, path

from rapporteur.doors.intake.views import asked, changes, codes, entrance, pages, sharing
from rapporteur.doors.languages import in_each_language

handler400 = "rapporteur.doors.intake.views.entrance.wrong"
handler403 = "rapporteur.doors.intake.views.entrance.wrong"
handler404 = "rapporteur.doors.intake.views.entrance.wrong"
handler500 = "rapporteur.doors.intake.views.entrance.failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", entrance.first, name="first"),
    in_each_language(
        path("", entrance.welcome, name="welcome"),
        path("check/", entrance.check, name="check"),
        path("share/", sharing.share, name="share"),
        path("shared/", sharing.shared, name="shared"),
        path("begin/", codes.begin, name="begin"),
        path("kept/", codes.kept, name="kept"),
        path("code/", codes.enter, name="enter"),
        path("moment/", codes.moment, name="moment"),
        path("leave/", codes.leave, name="leave"),
        path("page/<slug:code>/", pages.question, name="question"),
        path("page/<slug:code>/look/", pages.look, name="look"),
        path("review/", pages.review, name="review"),
        path("send/", pages.send, name="send"),
        path("back/", pages.thread, name="thread"),
        path("back/<int:place>/<int:number>/", asked.question, name="asked"),
        path("back/answers/", changes.answers, name="change_answers"),
        path("back/who/", changes.who, name="say_who"),
        path("back/end/", changes.end, name="ask_end"),
        path("back/code/", changes.code, name="change_code"),
        path("back/kept/", changes.kept, name="change_kept"),
    ),
]
