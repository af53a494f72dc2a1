from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0003_authors"),
    ]

    operations = [
        # A migration of its own: PostgreSQL cannot alter a table in the transaction that has just moved its rows.
        migrations.RemoveField(
            model_name="book",
            name="author_name",
        ),
        migrations.AddField(
            model_name="book",
            name="published_on",
            field=models.DateField(null=True),
        ),
    ]
