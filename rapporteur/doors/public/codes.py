"""What a code in an address may look like; whatever else is asked for is not here."""

from django.urls import register_converter


class CodeConverter:
    """A key of the record: letters, digits, dots and hyphens, as its files write them."""

    regex = r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CodeConverter, "code")
