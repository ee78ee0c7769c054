"""What the worker does and when. Arguments are ids only: they are stored in clear.

Each task fetches by id or looks at the rows, calls one action, and is three lines.
"""

from procrastinate.contrib.django import app

from rapporteur.cases.identities import actions as identities
from rapporteur.communications import chores as letters
from rapporteur.communications.incoming import chores as mails
from rapporteur.follow_up.links import actions as links
from rapporteur.intake import chores
from rapporteur.kernel import backups, environment
from rapporteur.kernel.clock import now, today
from rapporteur.kernel.journal import chain, digests
from rapporteur.people.accounts import models as accounts
from rapporteur.press import chores as press
from rapporteur.recommendations import publishing
from rapporteur.recommendations.alike import actions as alike
from rapporteur.recommendations.deciding import actions as scope

EXPIRING = (
    accounts.DeskSession,
    accounts.MissionsSession,
    accounts.PartnersSession,
    accounts.DeskCounter,
    accounts.MissionsCounter,
    accounts.PartnersCounter,
)
BELL = chores.Bell()


@app.periodic(cron="* * * * *")
@app.task(name="journal.chain", queueing_lock="journal.chain")
def chain_journal(timestamp: int) -> None:
    """Each minute: chain what was committed and sign where the chain stands."""
    chain.chain()
    chain.sign()


@app.periodic(cron="20 2 * * *")
@app.task(name="journal.chain_all", queueing_lock="journal.chain_all")
def chain_whole_journal(timestamp: int) -> None:
    """Each night: look at all days for entries without a place."""
    chain.chain(everything=True)


@app.periodic(cron="0 6 * * 1")
@app.task(name="journal.digest", queueing_lock="journal.digest")
def mail_digest(timestamp: int) -> None:
    """Each Monday: mail the newest checkpoint to the officers."""
    digests.send_digest(environment.addresses("RAPPORTEUR_OFFICERS"))


@app.periodic(cron="*/5 * * * *")
@app.task(name="sessions.expire", queueing_lock="sessions.expire")
def expire_sessions(timestamp: int) -> None:
    """Each five minutes: delete sessions and counters whose time is over."""
    for model in EXPIRING:
        model._default_manager.filter(expires__lte=now()).delete()


@app.periodic(cron="*/5 * * * *")
@app.task(name="identities.expire", queueing_lock="identities.expire")
def expire_released_halves(timestamp: int) -> None:
    """Each five minutes: take away halves of keys to names that nobody used in their day."""
    identities.clear_expired()


@app.periodic(cron="10 3 * * *")
@app.task(name="intake.clear_drafts", queueing_lock="intake.clear_drafts")
def clear_drafts(timestamp: int) -> None:
    """Each night: delete drafts of what was sent, and those that nobody came back to."""
    chores.clear_drafts(today())


@app.periodic(cron="* * * * *")
@app.task(name="intake.look_for_urgent", queueing_lock="intake.look_for_urgent")
def look_for_urgent(timestamp: int) -> None:
    """Each minute: where something cannot wait, call the roster for all of it, after a while.

    The while is kept in memory, so that no row tells when which submission came.
    """
    if BELL.strikes(now(), waiting=bool(chores.not_called())):
        chores.call(environment.addresses("RAPPORTEUR_DUTY"))
        BELL.due = None  # where nobody is on the roster, the warning comes again after a while


@app.periodic(cron="40 3 * * *")
@app.task(name="backups.tell_ended", queueing_lock="backups.tell_ended")
def tell_of_ended_backups(timestamp: int) -> None:
    """Each night: say where a backup has ended and was not destroyed."""
    backups.tell_ended(today())


@app.periodic(cron="* * * * *")
@app.task(name="letters.notify", queueing_lock="letters.notify")
def notify_missions(timestamp: int) -> None:
    """Each minute: tell Missions that something lies in their door."""
    for delivery in letters.to_notify():
        letters.notify(delivery)


@app.periodic(cron="15 5 * * *")
@app.task(name="letters.remind", queueing_lock="letters.remind")
def remind_missions(timestamp: int) -> None:
    """Each morning: tell Missions that something waits, ten days before it may be public."""
    for letter in letters.to_remind():
        letters.remind(letter)


@app.periodic(cron="* * * * *")
@app.task(name="letters.mail", queueing_lock="letters.mail")
def take_mail_in(timestamp: int) -> None:
    """Each minute: seal what the mail server left for desks, matched to its letter or held."""
    mails.take_in()


@app.periodic(cron="*/5 * * * *")
@app.task(name="letters.uploads", queueing_lock="letters.uploads")
def clear_uploads(timestamp: int) -> None:
    """Each five minutes: erase large files that were given up, or not sent in time."""
    letters.clear_uploads()


@app.periodic(cron="* * * * *")
@app.task(name="recommendations.read", queueing_lock="recommendations.read")
def read_recommendations(timestamp: int) -> None:
    """Each minute: read what was loaded since, or with other terms, in batches of a thousand."""
    while scope.read_new(by="job:recommendations.read"):
        continue


@app.periodic(cron="* * * * *")
@app.task(name="statements.release", queueing_lock="statements.release")
def release_statements(timestamp: int) -> None:
    """Each minute: make press statements public whose hour has come."""
    for statement in press.due():
        press.release(statement)


@app.periodic(cron="*/10 * * * *")
@app.task(name="recommendations.group", queueing_lock="recommendations.group")
def group_recommendations(timestamp: int) -> None:
    """Every ten minutes: group what asks the same of a State of which something is new."""
    alike.group_new(by="job:recommendations.group")


@app.periodic(cron="5-55/10 * * * *")
@app.task(name="recommendations.dump", queueing_lock="recommendations.dump")
def dump_recommendations(timestamp: int) -> None:
    """Once a day, soon after midnight or after a start: pack the public recommendations."""
    publishing.dump(today(), by="job:recommendations.dump")


@app.periodic(cron="50 3 * * *")
@app.task(name="links.look_up", queueing_lock="links.look_up")
def look_links_up(timestamp: int) -> None:
    """Each night, where the operator allows it: ask whether released links still lead anywhere."""
    if environment.looks_links_up():
        links.look_all_up(by="job:links.look_up")
