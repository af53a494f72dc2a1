import { describe, expect, it } from '@jest/globals';
import { PythonSyntaxError, readPythonClasses } from './python-reader.js';

const value = (text: string): unknown => readPythonClasses(`class A:\n    x = ${text}\n`)[0]?.assigned.get('x');

describe('readPythonClasses', () => {
  it.each([
    [`'a'`, 'a'],
    [`"it's"`, `it's`],
    [`'''a "quoted"\nline'''`, 'a "quoted"\nline'],
    [`"" "a" 'b'`, 'ab'],
    [`('a'\n     'b')`, 'ab'],
    [`r'a\\n'`, 'a\\n'],
    [`u'\\u00e9\\x41\\101\\n'`, 'éAA\n'],
    [`'a\\\nb'`, 'ab'],
    [`f'{x}'`, undefined],
    [`b'x'`, undefined],
    [`'a' % x`, undefined],
    [`f('a')`, undefined],
    [`()`, []],
    [`('a',)`, ['a']],
    [`('a')`, 'a'],
    [
      `[('a', 'b'), ("c", "d"),]`,
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [`[f('x', [1, 2]), ('a', 'b')]`, [undefined, ['a', 'b']]],
    [`[\n  # ('no', 'no'),\n  ('a', 'b'),  # ]\n]`, [['a', 'b']]],
    [
      `[('a', 'b')] + [('c', 'd')]`,
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [`[('a', 'b')] + others`, undefined],
    [`['a' if x else 'b']`, [undefined]],
    [`[x for x in y]`, [undefined]],
    [`{'a': ('b', 'c')}`, undefined],
    [`['a'] \\\n  + ['b']`, ['a', 'b']],
    [`[]; y = 1`, []],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('reads assignments of the body alone, annotated or not', () => {
    const [first, second, ...rest] = readPythonClasses(
      `"""class No: x = 'no'"""\nx = 'no'\nclass A(b.C, D, metaclass=M):\n\n    "doc"\n    x: list = ['a']\n    y == 'no'\n    def f(self, x='no'):\n        y = 'no'\n    if True: z = 'no'\n    w = 'yes'\n\nclass B:\n\tx = 'tab'\nv = 'no'\n`,
    );
    expect(rest).toEqual([]);
    expect(first).toEqual({
      name: 'A',
      bases: ['b.C', 'D', 'metaclass=M'],
      assigned: new Map<string, unknown>([
        ['x', ['a']],
        ['w', 'yes'],
      ]),
    });
    expect(second?.assigned).toEqual(new Map([['x', 'tab']]));
  });

  it('reads files with a byte order mark and Windows line ends', () => {
    expect(readPythonClasses(`\uFEFFclass A:\r\n    x = ['a',\r\n 'b']\r\n`)[0]?.assigned.get('x')).toEqual(['a', 'b']);
  });

  it.each([`x = 'a`, `x = """a`, `x = [`, `x = (]`, `x = )`, `class A:\n  x = ${'['.repeat(300)}${']'.repeat(300)}`])(
    'refuses %s',
    (text) => {
      expect(() => readPythonClasses(text)).toThrow(PythonSyntaxError);
    },
  );

  it('takes a megabyte of nonsense in its stride', () => {
    const startedAt = performance.now();
    expect(readPythonClasses(`class A:\n    x = [${'("a", "b"), '.repeat(80_000)}]\n`)).toHaveLength(1);
    expect(() => readPythonClasses(`class A:\n    x = ${'['.repeat(500_000)}`)).toThrow(PythonSyntaxError);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
