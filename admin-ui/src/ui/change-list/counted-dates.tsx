import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useListContext } from 'react-admin';
import { DateHierarchy } from './date-hierarchy.js';
import { withoutDates } from './periods.js';

interface CountedDatesProps {
  /** Counts the records that such filters leave, by their days (UTC). */
  count: (filters: Record<string, unknown>) => Promise<{ items: { key: string; count: number }[] }>;
}

/** The days of all records that the list's other filters leave. */
export function CountedDates({ count }: CountedDatesProps): ReactNode {
  const list = useListContext();
  const others = withoutDates(list.filterValues as Record<string, unknown>);
  const { data } = useQuery({ queryKey: [list.resource, 'counts', others], queryFn: () => count(others) });
  return <DateHierarchy days={data?.items} />;
}
