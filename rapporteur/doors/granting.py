"""The words in which rights on tables are granted."""

READ = "SELECT"
ADD = "INSERT"  # append-only: the role can add rows and never read, change or delete them
EXPIRE = "DELETE, SELECT (expires)"  # the worker ends what is over and reads none of it
KEEP = "SELECT, INSERT, UPDATE, DELETE"

OUTER = ("public", "intake", "missions", "partners", "desk", "worker", "backup")


def reads(*roles: str) -> dict[str, str]:
    return dict.fromkeys(roles, READ)
