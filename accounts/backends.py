"""Who is asking: the user of a session with the grants, in one statement where Django's own backend takes two objects' worth."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.db import connection

from accounts.models import Grant, User

_USER = [field.attname for field in User._meta.concrete_fields]
_GRANT = [field.attname for field in Grant._meta.concrete_fields]
_SQL = "SELECT {user}, {grant} FROM {users} u LEFT JOIN {grants} g ON g.user_id = u.id WHERE u.id = %s ORDER BY g.id".format(
    user=", ".join(f'u."{field.column}"' for field in User._meta.concrete_fields),
    grant=", ".join(f'g."{field.column}"' for field in Grant._meta.concrete_fields),
    users=User._meta.db_table,
    grants=Grant._meta.db_table,
)


class GrantsBackend(ModelBackend):
    """Django's sign-in by password; each later request reads user and grants together."""

    def get_user(self, user_id: Any) -> User | None:
        """The user with what is granted; None when there is no such user or the account is closed."""
        with connection.cursor() as cursor:
            cursor.execute(_SQL, [user_id])
            rows = cursor.fetchall()
        if not rows:
            return None
        user = User.from_db("default", _USER, rows[0][: len(_USER)])
        grants = (row[len(_USER) :] for row in rows)
        user.hold([Grant.from_db("default", _GRANT, grant) for grant in grants if grant[0] is not None])
        return user if self.user_can_authenticate(user) else None
