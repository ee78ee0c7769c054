"""What a door believes of the one proxy that stands before it in production."""

from typing import Any

from rapporteur.kernel import environment

HTTPS = environment.behind_tls()  # set where a proxy with TLS stands in front


def behind_proxy() -> dict[str, Any]:
    """Return what to believe of the one proxy in front: that it spoke TLS, and with whom."""
    if not HTTPS:
        return {}
    return {
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https"),
        "SECURE_HSTS_SECONDS": 365 * 24 * 3600,
    }
