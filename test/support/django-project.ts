import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ConnectionTarget } from '../../src/platform/postgres/connection.js';

export interface DjangoProjectOptions {
  /** How many of the migrations of the app `shop` the project has: 1 to 4. Default 4. */
  migrations?: 1 | 2 | 3 | 4;
  /** One more migration at the end, which creates a table, then fails. */
  hasFailingMigration?: boolean;
  /** Settings that know better than the environment. */
  databaseInSettings?: ConnectionTarget;
}

export interface DjangoProject {
  /** What a source calls codePath. */
  root: string;
  /** `python3 manage.py migrate --noinput`, with the Python that has Django. */
  migrateCommand: string[];
  /** What a runner's configuration fills in. */
  env: Record<string, string>;
  /** The migrations of `shop`, in their order. */
  names: string[];
  remove(): Promise<void>;
}

/** Debian's python3, which sees Debian's python3-django whatever else stands before it on PATH. */
export const DJANGO_PYTHON = '/usr/bin/python3';

/** A real, small Django project: customers and orders, one migration that moves data. Django's own apps come with it. */
export async function writeDjangoProject(options: DjangoProjectOptions = {}): Promise<DjangoProject> {
  const root = await realpath(await mkdtemp(join(tmpdir(), 'backstitch-django-')));
  const kept = MIGRATIONS.slice(0, options.migrations ?? MIGRATIONS.length);
  const last = kept.at(-1)?.name ?? '';
  const migrations = options.hasFailingMigration ? [...kept, failingMigration(last)] : kept;
  const files: Record<string, string> = {
    'manage.py': MANAGE,
    'site_config/__init__.py': '',
    'site_config/settings.py': settings(options.databaseInSettings),
    'shop/__init__.py': '',
    'shop/apps.py': APPS,
    'shop/models.py': MODELS,
    'shop/migrations/__init__.py': '',
    ...Object.fromEntries(migrations.map(({ name, text }) => [`shop/migrations/${name}.py`, text])),
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  return {
    root,
    migrateCommand: [DJANGO_PYTHON, 'manage.py', 'migrate', '--noinput'],
    env: {
      DB_HOST: '{host}',
      DB_PORT: '{port}',
      DB_USER: '{user}',
      DB_PASSWORD: '{password}',
      DB_NAME: '{database}',
      PYTHONDONTWRITEBYTECODE: '1',
    },
    names: migrations.map(({ name }) => name),
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

const MANAGE = `#!/usr/bin/env python3
import os
import sys

if __name__ == '__main__':
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_config.settings')
    from django.core.management import execute_from_command_line
    execute_from_command_line(sys.argv)
`;

const APPS = `from django.apps import AppConfig


class ShopConfig(AppConfig):
    default_auto_field = 'django.db.models.BigAutoField'
    name = 'shop'
`;

const MODELS = `from django.db import models


class Customer(models.Model):
    name = models.CharField(max_length=200)
    email = models.EmailField(default='')


class Order(models.Model):
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE)
    total = models.DecimalField(max_digits=10, decimal_places=2)
    is_paid = models.BooleanField(default=False)
`;

function settings(database: ConnectionTarget | undefined): string {
  const setting = (variable: string, value: string | undefined): string =>
    database ? JSON.stringify(value ?? '') : `os.environ.get('${variable}', '')`;
  return `import os

SECRET_KEY = 'only-for-tests'
DEBUG = False
USE_TZ = True
INSTALLED_APPS = ['django.contrib.contenttypes', 'django.contrib.auth', 'shop']
DATABASES = {
    'default': {
        'ENGINE': 'django.db.backends.postgresql',
        'HOST': ${setting('DB_HOST', database?.host)},
        'PORT': ${setting('DB_PORT', database && String(database.port))},
        'USER': ${setting('DB_USER', database?.user)},
        'PASSWORD': ${setting('DB_PASSWORD', database?.password ?? '')},
        'NAME': ${setting('DB_NAME', database?.database)},
    }
}
`;
}

function migration(
  name: string,
  dependency: string | null,
  operations: string,
  before = '',
): { name: string; text: string } {
  const dependencies = dependency === null ? '[]' : `[('shop', '${dependency}')]`;
  const text = `from django.db import migrations, models
${before}

class Migration(migrations.Migration):

    dependencies = ${dependencies}

    operations = [
${operations}
    ]
`;
  return { name, text };
}

const ID = `('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID'))`;

const MIGRATIONS = [
  migration(
    '0001_initial',
    null,
    `        migrations.CreateModel(
            name='Customer',
            fields=[
                ${ID},
                ('name', models.CharField(max_length=200)),
            ],
        ),`,
  ),
  migration(
    '0002_order',
    '0001_initial',
    `        migrations.CreateModel(
            name='Order',
            fields=[
                ${ID},
                ('total', models.DecimalField(decimal_places=2, max_digits=10)),
                ('customer', models.ForeignKey(on_delete=models.deletion.CASCADE, to='shop.customer')),
            ],
        ),`,
  ),
  migration(
    '0003_customer_email',
    '0002_order',
    `        migrations.AddField(
            model_name='customer',
            name='email',
            field=models.EmailField(default='', max_length=254),
        ),
        migrations.RunPython(fill_email, migrations.RunPython.noop),`,
    `

def fill_email(apps, schema_editor):
    for customer in apps.get_model('shop', 'Customer').objects.all():
        customer.email = customer.name.lower() + '@example.com'
        customer.save()
`,
  ),
  migration(
    '0004_order_is_paid',
    '0003_customer_email',
    `        migrations.AddField(
            model_name='order',
            name='is_paid',
            field=models.BooleanField(default=False),
        ),`,
  ),
];

/** PostgreSQL has transactional DDL: the table is gone again, and the migration is not recorded. */
function failingMigration(after: string): { name: string; text: string } {
  return migration(
    '0099_fails_in_the_middle',
    after,
    `        migrations.RunSQL('CREATE TABLE half_done (id integer)'),
        migrations.RunSQL('SELECT 1 / 0'),`,
  );
}
