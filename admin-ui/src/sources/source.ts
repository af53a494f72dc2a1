import type { RaRecord } from 'react-admin';
import type { components } from '../api/schema.js';

export type Source = components['schemas']['SourceResponse'] & RaRecord<string>;

/** "shop @ db.example.com:5432" */
export function placeOf({ host, port, database }: Source['database']): string {
  return `${database} @ ${host}:${port}`;
}
