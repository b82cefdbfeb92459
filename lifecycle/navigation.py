"""名册 in the side bar and the phone's bottom bar."""

from core.ui.navigation import NavItem, navigation
from lifecycle.roster.declaration import rosters

navigation.register(
    NavItem(
        "rosters",
        "名册",
        "list-check",
        "rosters",
        "底册",
        "roster.view",
        order=30,
        count=lambda _request: len(rosters),
        tab=True,
    )
)
