"""Sign-in, password, areas, users."""

from django.urls import path

from accounts.views import session, switch

urlpatterns = [
    path("login/", session.login, name="login"),
    path("logout/", session.logout, name="logout"),
    path("switch-area/", switch.switch_area, name="switch-area"),
    path("password/", session.password_change, name="password_change"),
]
