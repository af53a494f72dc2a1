import { describe, expect, it } from '@jest/globals';
import type { ProcessResult } from '../process/process-runner.js';
import { psqlFailure } from './psql-session.js';

const ended = (stderrTail: string, rest: Partial<ProcessResult> = {}): ProcessResult => ({
  ...{ exitCode: 3, signal: null, stderrTail, canceled: false, timedOut: false, durationMs: 1 },
  ...rest,
});

describe('what is told of a psql that failed', () => {
  it.each([
    ['ERROR:  55P03: canceling statement due to lock timeout\nLOCATION:  x, y.c:1', 'LOCK_TIMEOUT'],
    ['FEHLER:  40P01: Verklemmung entdeckt\nDETAIL:  …', 'LOCK_TIMEOUT'],
    ['ERROR:  53100: could not extend file', 'DISK_FULL'],
    ['ERROR:  42501: permission denied', 'PERMISSION_DENIED'],
    ['FATAL:  57P01: terminating connection', 'SOURCE_UNREACHABLE'],
    ['ERROR:  42P07: relation "t" already exists', 'RESTORE_FAILED'],
  ])('%j is %s', (stderr, code) => {
    expect(psqlFailure(ended(stderr))).toMatchObject({ code });
  });

  it('is what to raise where the server ran out of locks', () => {
    const error = psqlFailure(ended('ERROR:  53200: out of shared memory\nHINT:  You might need to increase …'));
    expect(error).toMatchObject({ code: 'RESTORE_FAILED', hint: expect.stringContaining('max_locks_per_transaction') });
  });

  it('is a lost server where it says so by its exit code, and canceled where we did it', () => {
    expect(psqlFailure(ended('psql: error: connection to server failed', { exitCode: 2 })).code).toBe(
      'SOURCE_UNREACHABLE',
    );
    expect(psqlFailure(ended('', { exitCode: null, signal: 'SIGTERM', canceled: true })).code).toBe('CANCELED');
  });

  it('is no row, and no statement', () => {
    const { message } = psqlFailure(
      ended(
        'ERROR:  23505: could not create unique index "u"\nDETAIL:  Key (mail)=(ada@example.com) is duplicated.\n' +
          "LINE 1: CREATE USER MAPPING FOR x SERVER s OPTIONS (password 'hunter2')\n            ^\nLOCATION:  a, b.c:1",
      ),
    );
    expect(message).toContain('23505: could not create unique index');
    expect(message).not.toMatch(/ada@example\.com|hunter2/);
  });
});
