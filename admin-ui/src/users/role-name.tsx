import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { Role } from './roles.js';

export function RoleName({ of }: { of: Role }): ReactNode {
  const translate = useTranslate();
  return translate(`resources.users.role.${of}`);
}
