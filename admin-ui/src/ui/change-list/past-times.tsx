import { type ReactNode, useState } from 'react';
import { useListContext, useTranslate } from 'react-admin';
import { useRegion } from '../use-region.js';
import { periodInWords } from './date-hierarchy.js';
import { FilterBlock, FilterChoice } from './filter-block.js';
import { pastTimes, periodOf, withoutDates } from './periods.js';

/** Since when, where a list has no hierarchy of its dates: today, a week, a month, this year; and what the address says otherwise. */
export function PastTimes({ label }: { label: string }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const list = useListContext();
  const filters = list.filterValues as Record<string, unknown>;
  const period = periodOf(filters.from, filters.to);
  const [times] = useState(() => pastTimes(new Date()));
  const chosen = times.find(({ from }) => period?.from === from && period.to === '');
  const set = (from: string | null): void => {
    list.setFilters(from === null ? withoutDates(filters) : { ...withoutDates(filters), from });
  };
  return (
    <FilterBlock label={label}>
      {times.map((time) => (
        <FilterChoice
          key={time.name}
          name={translate(`bs.dates.past.${time.name}`)}
          isChosen={time === chosen}
          onClick={() => {
            set(time === chosen ? null : time.from);
          }}
        />
      ))}
      {period === null || chosen !== undefined ? null : (
        <FilterChoice
          name={periodInWords({ ...period, kind: 'other' }, locale)}
          isChosen
          onClick={() => {
            set(null);
          }}
        />
      )}
    </FilterBlock>
  );
}
