import { DataSource } from 'typeorm';
import { TypeormAdapter } from '../../src/platform/migration-state/adapters/typeorm-adapter.js';
import { quoteLiteral } from '../../src/platform/postgres/quoting.js';
import { commonJsMigration, typescriptMigration, writeTypeormProject } from '../support/typeorm-project.js';
import { migrationAdapterContract } from './migration-adapter.contract.js';

// The order of the files is not that of the timestamps, which counts.
class CreateShop1700000000002 {
  readonly name = 'CreateShop1700000000002';
  async up(): Promise<void> {
    await Promise.resolve();
  }
  async down(): Promise<void> {
    await Promise.resolve();
  }
}
class AddOrders1700000000001 extends CreateShop1700000000002 {
  override readonly name = 'AddOrders1700000000001' as 'CreateShop1700000000002';
}

migrationAdapterContract('TypeORM', {
  adapter: new TypeormAdapter(),
  defaultTable: 'migrations',
  columns: 'id serial PRIMARY KEY, timestamp bigint NOT NULL, name character varying NOT NULL',
  otherColumns: 'id serial PRIMARY KEY, migration character varying(255) NOT NULL, batch integer NOT NULL',
  row: (_app, name) => `(timestamp, name) VALUES (1700000000000, ${quoteLiteral(name)})`,
  migrateForReal: async ({ host, port, user, password, database }) => {
    const project = await writeTypeormProject({
      'a.ts': typescriptMigration('CreateShop1700000000002', ''),
      'b.js': commonJsMigration('AddOrders1700000000001', ''),
    });
    const dataSource = await new DataSource({
      type: 'postgres',
      host,
      port,
      username: user,
      password: password ?? '',
      database,
      migrations: [CreateShop1700000000002, AddOrders1700000000001],
    }).initialize();
    await dataSource.runMigrations();
    await dataSource.destroy();
    return {
      codePath: project.codePath,
      app: { inDatabase: 'public.migrations', inCode: 'migrations' },
      names: ['AddOrders1700000000001', 'CreateShop1700000000002'],
      remove: () => project.remove(),
    };
  },
  goodFile: { path: 'src/1700000000001-A.ts', text: typescriptMigration('A1700000000001', ''), name: 'A1700000000001' },
  brokenFile: { path: 'src/1700000000002-B.ts', text: 'export class B1700000000002 { async up( { }' },
});
