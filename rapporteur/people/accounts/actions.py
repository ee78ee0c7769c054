"""What changes an account."""

from rapporteur.people.accounts.models import Account


def change_language(account: Account, language: str) -> Account:
    """Let pages and mails speak `language`, one of the six. The person's own choice: no journal."""
    account.language = language
    account.full_clean(exclude=["password"])
    account.save(update_fields=["language"])
    return account
