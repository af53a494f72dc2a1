import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useListContext } from 'react-admin';
import type { paths } from '../../api/schema.js';
import { api, dataOf } from '../../data/api.js';
import { DateHierarchy } from '../../ui/change-list/date-hierarchy.js';
import { withoutDates } from '../../ui/change-list/periods.js';

type Filters = NonNullable<paths['/api/v1/backups/counts']['get']['parameters']['query']>;

/** The days of all backups that the other filters leave. */
export function BackupDates(): ReactNode {
  const list = useListContext();
  const others: Filters = withoutDates(list.filterValues as Record<string, unknown>);
  const { data } = useQuery({
    queryKey: ['backups', 'counts', others],
    queryFn: () => dataOf(api.GET('/api/v1/backups/counts', { params: { query: { ...others, by: 'day' } } })),
  });
  return <DateHierarchy days={data?.items} />;
}
