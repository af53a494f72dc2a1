import type { ReactNode } from 'react';
import { api, dataOf } from '../data/api.js';
import { CountedDates } from '../ui/change-list/counted-dates.js';

export function RestoreDates(): ReactNode {
  return (
    <CountedDates
      count={(filters) => dataOf(api.GET('/api/v1/restores/counts', { params: { query: { ...filters, by: 'day' } } }))}
    />
  );
}
