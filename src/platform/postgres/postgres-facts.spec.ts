import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const PAGE = fileURLToPath(new URL('../../../docs/postgres-facts.md', import.meta.url));
/** A link to a spec, and the name of one of its tests. */
const TEST = /\[[\w-]+\]\((\.\.\/[^)]+\.spec\.ts)\): (.+?)(?=<br>|\s+\|\s*$)/gm;

const page = readFileSync(PAGE, 'utf8');
const named = [...page.matchAll(TEST)].map(([, file = '', name = '']) => ({ file, name: name.replaceAll('\\', '') }));

/** As a string of the source would hold it. */
function holds(file: string, name: string): boolean {
  const path = fileURLToPath(new URL(file, `file://${PAGE}`));
  if (!existsSync(path)) return false;
  const source = readFileSync(path, 'utf8');
  return ["'", '`', '"'].some(
    (quote) => source.includes(`(${quote}${name}${quote},`) || source.includes(`\n  ${quote}${name}${quote},`),
  );
}

describe('docs/postgres-facts.md', () => {
  it('names tests that exist', () => {
    expect(named.filter(({ file, name }) => !holds(file, name))).toEqual([]);
  });

  it('has a test for every fact', () => {
    const facts = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (what|-)/.test(line));
    expect(facts.length).toBeGreaterThan(40);
    expect(facts.filter((line) => [...line.matchAll(TEST)].length === 0)).toEqual([]);
    expect(named.length).toBeGreaterThanOrEqual(facts.length);
  });
});
