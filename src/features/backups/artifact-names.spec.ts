import { describe, expect, it } from '@jest/globals';
import { artifactNames } from './artifact-names.js';

const backup = { id: '01931b5c-7c5e-7d7a-8f1b-0c7f5e2f9a10', tenantId: 'tenant', sourceId: 'source' };
const form = { compression: 'zstd', encryption: 'age' } as const;
const at = new Date('2026-11-20T03:04:05.678Z');

describe('artifactNames', () => {
  it('says tenant, source, time and backup', () => {
    expect(artifactNames(backup, 'Shop', form, at)).toEqual({
      fileName: 'shop_backup_20261120_030405.dump.zst.age',
      artifactKey: 'tenant/source/20261120_030405_0c7f5e2f9a10/shop_backup_20261120_030405.dump.zst.age',
      manifestKey: 'tenant/source/20261120_030405_0c7f5e2f9a10/manifest.json',
    });
  });

  it('ends with what opens it', () => {
    const { fileName, artifactKey } = artifactNames(backup, 'Shop', { compression: 'gzip', encryption: 'none' }, at);
    expect(fileName).toBe('shop_backup_20261120_030405.dump.gz');
    expect(artifactKey.endsWith(`/${fileName}`)).toBe(true);
  });

  it.each([
    ['Müller & Söhne', 'muller-sohne'],
    ['../../etc/passwd', 'etc-passwd'],
    ['"; rm -rf /', 'rm-rf'],
    ['日本', 'source'],
    ['x'.repeat(200), 'x'.repeat(60)],
  ])('makes a harmless file name of %p', (name, slug) => {
    expect(artifactNames(backup, name, form, at).fileName).toBe(`${slug}_backup_20261120_030405.dump.zst.age`);
  });
});
