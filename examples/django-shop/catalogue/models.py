from django.db import models


class Author(models.Model):
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=80, blank=True)


class Book(models.Model):
    title = models.CharField(max_length=200)
    isbn = models.CharField(max_length=13, unique=True)
    price = models.DecimalField(max_digits=8, decimal_places=2)
    published_on = models.DateField(null=True)
    authors = models.ManyToManyField(Author, related_name="books")


class Sale(models.Model):
    book = models.ForeignKey(Book, on_delete=models.PROTECT)
    quantity = models.PositiveIntegerField(default=1)
    sold_at = models.DateTimeField(auto_now_add=True)
