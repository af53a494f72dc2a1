from django.db import migrations, models


def move_author_names(apps, schema_editor):
    """Every author_name becomes one Author, however many books bear it."""
    Author = apps.get_model("catalogue", "Author")
    Book = apps.get_model("catalogue", "Book")
    for name in Book.objects.order_by("author_name").values_list("author_name", flat=True).distinct():
        first_name, _, last_name = name.partition(" ")
        author = Author.objects.create(first_name=first_name, last_name=last_name)
        author.books.set(Book.objects.filter(author_name=name))


def put_author_names_back(apps, schema_editor):
    Book = apps.get_model("catalogue", "Book")
    for book in Book.objects.all():
        author = book.authors.order_by("id").first()
        book.author_name = f"{author.first_name} {author.last_name}".strip() if author else ""
        book.save(update_fields=["author_name"])


class Migration(migrations.Migration):

    dependencies = [
        ("catalogue", "0002_sale"),
    ]

    operations = [
        migrations.CreateModel(
            name="Author",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first_name", models.CharField(max_length=80)),
                ("last_name", models.CharField(blank=True, max_length=80)),
            ],
        ),
        migrations.AddField(
            model_name="book",
            name="authors",
            field=models.ManyToManyField(related_name="books", to="catalogue.Author"),
        ),
        migrations.RunPython(move_author_names, put_author_names_back),
    ]
