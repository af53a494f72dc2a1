import { useGetList } from 'react-admin';

/** Whether there is a source, without which nothing can be backed up or rehearsed; true until it is known. */
export function useHasSources(): boolean {
  const { total } = useGetList('sources', { pagination: { page: 1, perPage: 1 } });
  return total !== 0;
}
