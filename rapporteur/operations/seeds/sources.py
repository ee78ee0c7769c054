"""What a source sends, as the intake door takes it, and the messages that follow."""

from rapporteur.cases import received
from rapporteur.intake import receipts, threads
from rapporteur.intake.dialogue import Said
from rapporteur.intake.models import Submission
from rapporteur.operations.seeds import texts
from rapporteur.operations.seeds.people import Person
from rapporteur.operations.seeds.telling import Received, Story


def send(story: Story, key: str, days: int) -> Received:
    """Send one submission with a code of its own, which nobody keeps."""
    source = texts.source(key)
    receipt = receipts.receipt_of(receipts.new_code())
    with story.on(days):
        thread = threads.begin(receipt, story.office.desk.recipient)  # type: ignore[arg-type]  # founded
        contents = threads.read(receipt)
        contents.answers = {**source["answers"], "language": source["language"]}
        threads.send(receipt, contents)
    submission = Submission.objects.select_related("sealed__record").get(thread=thread)
    story.received[key] = Received(submission, receipt, dict(source["answers"]))
    return story.received[key]


def read(story: Story, key: str, days: int) -> None:
    """Let the officer open a submission, and answer where the thread goes on."""
    with story.on(days):
        opened(story, key, story.office.officer)
    for message in texts.source(key).get("messages", ()):
        with story.on(message["days"]):
            write(story, key, message["from"], message["text"])


def opened(story: Story, key: str, person: Person) -> Said:
    submission = story.received[key].submission
    return received.open_submission(submission, person.keyring, by=person.account)


def write(story: Story, key: str, who: str, text: str) -> None:
    """Add a message of the source, through its code, or of the desk."""
    one, officer = story.received[key], story.office.officer
    if who == "source":
        threads.write_again(one.receipt, threads.read(one.receipt), text)
        return
    said = opened(story, key, officer)
    received.write_back(one.submission, text, said=said, by=officer.account)
