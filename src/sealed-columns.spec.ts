import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { SEALED_COLUMNS } from './sealed-columns.js';

it('are all that the entities have: what is missing could not be opened after a rotation', () => {
  const features = join(import.meta.dirname, 'features');
  const files = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.entity.ts'),
  );
  const found = files.flatMap((file) => {
    const text = readFileSync(join(features, file), 'utf8');
    const table = /@Entity\('(\w+)'\)/.exec(text)?.[1] ?? file;
    return [...text.matchAll(/^ {2}(sealed\w+)[?!]?:/gm)].map(([, column]) => `${table}.${column ?? ''}`);
  });
  expect(found.length).toBeGreaterThan(2);
  expect(SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(found.sort());
});
