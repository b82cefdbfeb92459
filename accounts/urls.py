"""Sign-in, password, areas, users."""

from django.urls import path

from accounts.views import areas, outlines, session, switch, users

urlpatterns = [
    path("login/", session.login, name="login"),
    path("logout/", session.logout, name="logout"),
    path("switch-area/", switch.switch_area, name="switch-area"),
    path("areas/", areas.areas, name="areas"),
    path("areas/outlines.json", outlines.outlines, name="area-outlines"),
    path("areas/<str:code>/", areas.area, name="area"),
    path("users/", users.users, name="users"),
    path("users/new/", users.new_user, name="new-user"),
    path("users/<str:username>/", users.user, name="user"),
    path("users/<str:username>/grants/", users.add_grant, name="add-grant"),
    path("users/<str:username>/grants/<int:pk>/drop/", users.drop_grant, name="drop-grant"),
    path("users/<str:username>/password/", users.new_password, name="new-password"),
    path("users/<str:username>/close/", users.close_user, name="close-user"),
    path("users/<str:username>/reopen/", users.reopen_user, name="reopen-user"),
    path("password/", session.password_change, name="password_change"),
]
