"""/tasks/…"""

from django.urls import path

from lifecycle.views import task, tasks

urlpatterns = [
    path("", tasks.tasks, name="tasks"),
    path("batch/", tasks.batch, name="tasks-batch"),
    path("<uuid:uid>/", task.task, name="task"),
    path("<uuid:uid>/due/", task.due, name="task-due"),
    path("<uuid:uid>/finish/", task.finish, name="task-finish"),
    path("<uuid:uid>/assign/", task.assign, name="task-assign"),
    path("<uuid:uid>/acts/<slug:act>/", task.act, name="task-act"),
]
