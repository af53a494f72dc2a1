import { usePermissions } from 'react-admin';

/** Whether whoever is signed in may do this (a name of the server's permissions). What is not allowed is not offered. */
export function useMay(permission: string): boolean {
  return useMayWhat()(permission);
}

/** The same for many. */
export function useMayWhat(): (permission: string) => boolean {
  const { permissions } = usePermissions<string[]>();
  return (permission) => permissions?.includes(permission) ?? false;
}
