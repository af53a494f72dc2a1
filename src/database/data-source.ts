import { fileURLToPath } from 'node:url';
import { DataSource } from 'typeorm';
import { loadSettings } from '../config/settings.js';
import { dataSourceOptions } from './data-source-options.js';

/** For TypeORM's own command line: `typeorm migration:generate -d dist/src/database/data-source.js --esm migrations/name`. */
export default new DataSource({
  ...dataSourceOptions(loadSettings().databaseUrl),
  entities: [fileURLToPath(new URL('../features/**/*.entity.js', import.meta.url))],
});
