import { expect, it } from '@jest/globals';
import { type ArtifactForm, endingOf, formOf, layoutOf } from './artifact-form.js';

it.each<[ArtifactForm, string, string]>([
  [{ compression: 'zstd', encryption: 'age' }, '.dump.zst.age', 'age(zstd(pg_dump custom archive))'],
  [{ compression: 'zstd', encryption: 'none' }, '.dump.zst', 'zstd(pg_dump custom archive)'],
  [{ compression: 'gzip', encryption: 'age' }, '.dump.gz.age', 'age(gzip(pg_dump custom archive))'],
  [{ compression: 'gzip', encryption: 'none' }, '.dump.gz', 'gzip(pg_dump custom archive)'],
  [{ compression: 'none', encryption: 'age' }, '.dump.age', 'age(pg_dump custom archive)'],
  [{ compression: 'none', encryption: 'none' }, '.dump', 'pg_dump custom archive'],
])('%j is called %s, and is %s', (form, ending, layout) => {
  expect(endingOf(form)).toBe(ending);
  expect(layoutOf(form)).toBe(layout);
});

it('has the form that its packing gives it', () => {
  const compression = { algorithm: 'gzip', level: 6 } as const;
  expect(formOf({ compression, key: null })).toEqual({ compression: 'gzip', encryption: 'none' });
  expect(formOf({ compression, key: { keyId: 'a', recipients: ['age1'] } })).toEqual({
    compression: 'gzip',
    encryption: 'age',
  });
});
