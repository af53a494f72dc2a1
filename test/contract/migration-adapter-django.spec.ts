import { DjangoAdapter } from '../../src/platform/migration-state/adapters/django-adapter.js';
import { CommandRunner } from '../../src/platform/migration-state/runners/command-runner.js';
import { quoteLiteral } from '../../src/platform/postgres/quoting.js';
import { ProcessRunner } from '../../src/platform/process/process-runner.js';
import { writeDjangoProject } from '../support/django-project.js';
import { migrationAdapterContract } from './migration-adapter.contract.js';

const MIGRATION = `from django.db import migrations


class Migration(migrations.Migration):
    dependencies = []
    operations = []
`;

migrationAdapterContract('Django', {
  adapter: new DjangoAdapter(),
  defaultTable: 'django_migrations',
  columns: 'id serial PRIMARY KEY, app varchar(255) NOT NULL, name varchar(255) NOT NULL, applied timestamptz NOT NULL',
  otherColumns: 'id serial PRIMARY KEY, app varchar(255) NOT NULL, applied timestamptz NOT NULL',
  row: (app, name) => `(app, name, applied) VALUES (${quoteLiteral(app)}, ${quoteLiteral(name)}, now())`,
  migrateForReal: async (target) => {
    const project = await writeDjangoProject();
    const definition = {
      command: project.migrateCommand,
      cwd: project.root,
      env: project.env,
      timeoutSeconds: 60,
      tenants: [],
    };
    const runner = new CommandRunner('shop', definition, new ProcessRunner(process.env));
    const { exitCode, tail } = await runner.run({ target, applicationName: 'bst-test' });
    if (exitCode !== 0) throw new Error(tail);
    return {
      codePath: project.root,
      app: { inDatabase: 'shop', inCode: 'shop' },
      names: project.names,
      remove: () => project.remove(),
    };
  },
  goodFile: { path: 'shop/migrations/0001_initial.py', text: MIGRATION, name: '0001_initial' },
  brokenFile: {
    path: 'shop/migrations/0002_broken.py',
    text: `class Migration(migrations.Migration):\n    dependencies = [('shop', '0001_initial')\n`,
  },
});
