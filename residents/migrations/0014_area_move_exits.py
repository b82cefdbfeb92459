from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("residents", "0013_area_move_until")]

    operations = [
        migrations.AlterField(
            "areamove",
            "what",
            models.CharField(
                choices=[
                    ("residence", "居住"),
                    ("household", "家庭"),
                    ("dwelling", "住房"),
                    ("building", "楼栋"),
                    ("exit", "疑似退出"),
                ],
                max_length=10,
            ),
        ),
    ]
