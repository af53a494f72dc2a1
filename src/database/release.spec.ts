import { describe, expect, it } from '@jest/globals';
import { compareVersions, movesForward, Release, schemaOf } from './release.js';

it.each([
  ['0.1.0', '0.1.0', 0],
  ['0.2.0', '0.10.0', -1],
  ['1.0.0', '0.99.99', 1],
  ['1.0', '1.0.1', -1],
  ['1.0.0-rc.1', '1.0.0', -1],
  ['1.0.0-rc.10', '1.0.0-rc.9', 1],
  ['1.0.0+build.7', '1.0.0', 0],
])('%s compared with %s is %i', (a, b, expected) => {
  expect(compareVersions(a, b)).toBe(expected);
  expect(compareVersions(b, a)).toBe(expected === 0 ? 0 : -expected);
});

describe('what a start does to the release of the instance', () => {
  const at = new Release('0.2.0', 2000);
  it.each([
    ['the first start', new Release('0.1.0', 1000), null, true],
    ['the same', new Release('0.2.0', 2000), at, false],
    ['a newer version of the same schema', new Release('0.2.1', 2000), at, true],
    ['an older version of the same schema', new Release('0.1.9', 2000), at, false],
    ['a newer schema', new Release('0.2.0', 3000), at, true],
    ['a newer schema under an older version', new Release('0.1.0', 3000), at, true],
    ['an older schema under a newer version', new Release('0.3.0', 1000), at, false],
  ])('%s', (_case, own, current, expected) => {
    expect(movesForward(own, current)).toBe(expected);
  });
});

it('takes the schema from the newest migration, wherever it stands', () => {
  expect(schemaOf(['B1795190400000', 'A1795184300000'])).toBe(1795190400000);
  expect(schemaOf([])).toBe(0);
});
