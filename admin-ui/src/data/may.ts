import { usePermissions } from 'react-admin';

/** Whether whoever is signed in may do this (a name of the server's permissions). What is not allowed is not offered. */
export function useMay(permission: string): boolean {
  const { permissions } = usePermissions<string[]>();
  return permissions?.includes(permission) ?? false;
}
