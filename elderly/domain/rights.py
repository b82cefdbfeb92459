"""Rights over what is kept of the old beyond elder.view."""

HEALTH = "elder.health"  # check-ups and assessments: sensitive (个人信息保护法 第二十八条)
