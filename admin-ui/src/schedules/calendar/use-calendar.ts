import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, dataOf } from '../../data/api.js';
import { type Day, daysAfter, startOf } from './days.js';
import type { Calendar } from './entries.js';

/** Whatever changes what runs and how it went. */
const CAUSES = ['schedules', 'backups', 'drills', 'jobs'];

interface Wish {
  first: Day;
  last: Day;
  /** Empty: of all sources. */
  sourceId: string;
}

/** What ran and what will run from one day to another, both of them included. */
export function useCalendar({ first, last, sourceId }: Wish): UseQueryResult<Calendar> {
  const query = {
    from: startOf(first).toISOString(),
    to: startOf(daysAfter(last, 1)).toISOString(),
    ...(sourceId === '' ? {} : { sourceId }),
  };
  return useQuery({
    queryKey: [CAUSES, 'calendar', query],
    queryFn: () => dataOf(api.GET('/api/v1/schedules/calendar', { params: { query } })),
  });
}
