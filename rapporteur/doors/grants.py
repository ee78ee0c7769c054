"""Who may do what with each table: one line a table, and a test fails on a table without one.

Applied after every migration (`apply`), so the database and this page cannot disagree: each
door's role gets exactly what stands here, and nothing else. Rights are PostgreSQL's words.
A table that no door may touch stands here with an empty mapping.
"""

READ = "SELECT"
ADD = "INSERT"  # append-only: the role can add rows and never read, change or delete them
KEEP = "SELECT, INSERT, UPDATE, DELETE"

OUTER = ("public", "intake", "missions", "desk", "worker", "backup")


def reads(*roles: str) -> dict[str, str]:
    return dict.fromkeys(roles, READ)


GRANTS: dict[str, dict[str, str]] = {
    # django's own
    "django_migrations": reads("worker", "backup"),
    "django_content_type": reads("desk", "missions", "worker", "backup"),
    # kernel.reference
    "reference_change": reads(*OUTER),
    "reference_correction": reads("desk", "worker", "backup"),
    # world
    "world_country": reads(*OUTER),
}
