"""What the worker does and when. Arguments are ids only: they are stored in clear.

Each task fetches by id or looks at the rows, calls one action, and is three lines.
"""

from procrastinate.contrib.django import app

from rapporteur.kernel import environment
from rapporteur.kernel.clock import now
from rapporteur.kernel.journal import chain, digests
from rapporteur.people.accounts import models as accounts

EXPIRING = (
    accounts.DeskSession,
    accounts.MissionsSession,
    accounts.DeskCounter,
    accounts.MissionsCounter,
)


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
