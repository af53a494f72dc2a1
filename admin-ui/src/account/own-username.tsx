import type { ReactNode } from 'react';
import { session } from '../data/session.js';

/** For password managers, which want to know whose password a form is about. */
export function OwnUsername(): ReactNode {
  return <input type="text" name="username" autoComplete="username" value={session.me?.email ?? ''} readOnly hidden />;
}
