import { expect, it } from '@jest/globals';
import { type Caller, type Role, systemCaller } from '../../common/caller.js';
import { assertMayCancel } from './cancel-rights.js';

const caller = (name: string, role: Role, scopes: Caller['scopes'] = null): Caller => ({
  ...systemCaller(name, 'tenant'),
  kind: scopes === null ? 'user' : 'api-key',
  role,
  scopes,
});

it.each<[string, Caller, string, boolean]>([
  ['an operator’s own', caller('a@example.test', 'operator'), 'a@example.test', true],
  ['another’s, by an operator', caller('b@example.test', 'operator'), 'a@example.test', false],
  ['another’s, by an approver', caller('b@example.test', 'approver'), 'a@example.test', false],
  ['another’s, by an admin', caller('b@example.test', 'admin'), 'a@example.test', true],
  ['a schedule’s, by an operator', caller('b@example.test', 'operator'), 'schedules', false],
  ['an operator’s own, with a key', caller('a@example.test', 'operator', ['backup']), 'a@example.test', true],
  ['another’s, with an admin’s key to back up', caller('b@example.test', 'admin', ['backup']), 'a@example.test', false],
  [
    'another’s, with an admin’s key to do anything',
    caller('b@example.test', 'admin', ['admin']),
    'a@example.test',
    true,
  ],
])('%s', (_, who, requestedBy, may) => {
  const cancel = (): void => {
    assertMayCancel(who, requestedBy);
  };
  if (may) expect(cancel).not.toThrow();
  else expect(cancel).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
});
