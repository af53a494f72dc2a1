import { describe, expect, it } from '@jest/globals';
import { StderrTail } from './stderr-tail.js';

function read(chunks: (string | Buffer)[], redact: string[] = []): { text: string; lines: string[] } {
  const lines: string[] = [];
  const tail = new StderrTail(redact, (line) => lines.push(line));
  for (const chunk of chunks) tail.write(Buffer.from(chunk));
  tail.end();
  return { text: tail.text, lines };
}

describe('StderrTail', () => {
  it('keeps the last 8 kB', () => {
    const { text } = read(Array.from({ length: 3000 }, (_, n) => `line ${n}\n`));
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8192);
    expect(Buffer.byteLength(text)).toBeGreaterThan(8000);
    expect(text.endsWith('line 2999')).toBe(true);
  });

  it('joins what comes in pieces, also within a character', () => {
    const bytes = Buffer.from('größer\nnext');
    expect(read([bytes.subarray(0, 3), bytes.subarray(3, 4), bytes.subarray(4)]).lines).toEqual(['größer', 'next']);
  });

  it('redacts a secret that comes in pieces', () => {
    expect(read(['pass hun', 'ter2 end\n'], ['hunter2']).text).toBe('pass *** end');
  });

  it('redacts each line of a secret of several lines, and the longer of two that overlap', () => {
    expect(read(['a: first\nb: second\n'], ['first\nsecond']).text).toBe('a: ***\nb: ***');
    expect(read(['secret-long'], ['secret', 'secret-long']).text).toBe('***');
  });

  it('drops the statement after "Command was:", over several lines, up to the next message', () => {
    const { text, lines } = read([
      'pg_restore: error: could not execute query: ERROR:  no such server\n',
      "Command was: CREATE USER MAPPING FOR bob SERVER far OPTIONS (\n    password 'topsecret',\n    ",
      '"user" \'bob\');\n\n\npg_restore: warning: errors ignored on restore: 1\n',
    ]);
    expect(text).not.toContain('topsecret');
    expect(text).not.toContain('MAPPING');
    expect(lines).toEqual([
      'pg_restore: error: could not execute query: ERROR:  no such server',
      'Command was: (left out)',
      'pg_restore: warning: errors ignored on restore: 1',
    ]);
  });

  it('drops the line of a statement that an error points at, and what a function ran', () => {
    const { lines } = read([
      "ERROR:  function dblink(unknown) does not exist\nLINE 3:   FROM dblink('password=topsecret') AS t\n               ^\n",
      "HINT:  No function matches.\nQUERY:  CREATE ROLE app PASSWORD 'topsecret'\n",
      'CONTEXT:  SQL statement "ALTER ROLE app\n  PASSWORD \'topsecret\'"\nCONTEXT:  COPY t, line 3\n',
      "STATEMENT:  ALTER ROLE app\n  PASSWORD 'topsecret'\n\nwhat follows\n",
    ]);
    expect(lines).toEqual([
      'ERROR:  function dblink(unknown) does not exist',
      'LINE 3: (left out)',
      'HINT:  No function matches.',
      'QUERY: (left out)',
      'CONTEXT:  SQL statement " (left out)',
      'CONTEXT:  COPY t, line 3',
      'STATEMENT: (left out)',
      '',
      'what follows',
    ]);
  });

  it('drops what is quoted of a row', () => {
    const { lines } = read([
      'pg_restore: error: COPY failed for table "t": ERROR:  new row for relation "t" violates check constraint "c"\n',
      'DETAIL:  Failing row contains (1, topsecret,\ntopsecret of two lines).\n',
      'CONTEXT:  COPY t, line 1: "1\ttopsecret"\nCONTEXT:  COPY t, line 2, column b: "topsecret"\nHINT:  None.\n',
    ]);
    expect(lines).toEqual([
      'pg_restore: error: COPY failed for table "t": ERROR:  new row for relation "t" violates check constraint "c"',
      'DETAIL: (left out)',
      'CONTEXT:  COPY t, line 1: (left out)',
      'CONTEXT:  COPY t, line 2, column b: (left out)',
      'HINT:  None.',
    ]);
  });

  it('bounds a line that never ends, and shows no part of a secret on its edge', () => {
    const { text } = read([...Array.from({ length: 200 }, () => 'x'.repeat(1000)), '\nafter'], ['hunter2']);
    expect(text.endsWith('after')).toBe(true);
    expect(text.length).toBeLessThanOrEqual(8192);
    const edge = 'y'.repeat(16_380) + 'hunter2';
    expect(read([edge.slice(0, 16_384), edge.slice(16_384), 'z'.repeat(10)], ['hunter2']).text).not.toContain('hunt');
  });
});
