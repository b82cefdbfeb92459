"""Sign-in, my account, areas, users, rights."""

from django.urls import path

from accounts.views import area_delete, areas, joint_acts, me, outlines, rights, session, switch, users

urlpatterns = [
    path("login/", session.login, name="login"),
    path("login/code/", session.login_code, name="login-code"),
    path("logout/", session.logout, name="logout"),
    path("switch-area/", switch.switch_area, name="switch-area"),
    path("areas/", areas.areas, name="areas"),
    path("areas/outlines.json", outlines.outlines, name="area-outlines"),
    path("areas/<str:code>/", areas.area, name="area"),
    path("areas/<str:code>/delete/", area_delete.remove_area, name="area-delete"),
    path("users/", users.users, name="users"),
    path("users/new/", users.new_user, name="new-user"),
    path("users/<str:username>/", users.user, name="user"),
    path("users/<str:username>/password/", users.new_password, name="new-password"),
    path("users/<str:username>/unlock/", users.unlock_user, name="unlock-user"),
    path("users/<str:username>/close/", users.close_user, name="close-user"),
    path("users/<str:username>/reopen/", users.reopen_user, name="reopen-user"),
    path("users/<str:username>/sessions/end/", users.end_user_sessions, name="end-user-sessions"),
    path("users/<str:username>/tokens/<int:pk>/drop/", users.drop_user_token, name="drop-user-token"),
    path("users/<str:username>/hand-over/", joint_acts.hand_over, name="hand-over"),
    path("users/<str:username>/lost-phone/", joint_acts.lost_phone, name="lost-phone"),
    path("users/<str:username>/grants/", rights.add_grant, name="add-grant"),
    path("users/<str:username>/grants/lend/", rights.lend_grants, name="lend-grants"),
    path("users/<str:username>/grants/<int:pk>/drop/", rights.drop_grant, name="drop-grant"),
    path("users/<str:username>/grants/<int:pk>/renew/", rights.renew_grant, name="renew-grant"),
    path("joint-acts/", joint_acts.joint_acts, name="joint-acts"),
    path("joint-acts/<int:pk>/", joint_acts.joint_act, name="joint-act"),
    path("grants/ending/", rights.endings, name="ending-grants"),
    path("grants/roles/", rights.rights, name="rights"),
    path("me/", me.me, name="me"),
    path("me/sessions/<int:pk>/end/", me.end_my_session, name="end-my-session"),
    path("me/sessions/end-others/", me.end_my_other_sessions, name="end-my-other-sessions"),
    path("me/tokens/<int:pk>/drop/", me.drop_my_token, name="drop-my-token"),
    path("me/two-factor/", me.two_factor, name="two-factor"),
    path("me/two-factor/codes/", me.new_recovery_codes, name="new-recovery-codes"),
    path("me/two-factor/replace/", me.replace_phone, name="replace-phone"),
    path("password/", session.password_change, name="password_change"),
]
