import { useMediaQuery, useTheme } from '@mui/material';
import { useSearchParams } from 'react-router-dom';
import { useClock } from '../../ui/time.js';
import { type Day, dayOf, isDay, type View, VIEWS } from './days.js';

export interface Place {
  view: View;
  day: Day;
  /** Empty: all sources. */
  sourceId: string;
}

interface CalendarAddress extends Place {
  today: Day;
  /** There is no room for a table of seven days. */
  isNarrow: boolean;
  /** The address of another place, the rest as it is. */
  linkTo: (place: Partial<Place>) => string;
}

/** Where in the calendar somebody is: as the address says it; otherwise today, in as much as there is room for. */
export function useCalendarAddress(): CalendarAddress {
  const [parameters] = useSearchParams();
  const today = useClock(dayOf);
  const isNarrow = useMediaQuery(useTheme().breakpoints.down('md'), { noSsr: true });
  const day = parameters.get('day');
  const here: Place = {
    view: VIEWS.find((view) => view === parameters.get('view')) ?? (isNarrow ? 'week' : 'month'),
    day: isDay(day) ? day : today,
    sourceId: parameters.get('sourceId') ?? '',
  };
  return {
    ...here,
    today,
    isNarrow,
    linkTo: (place) => {
      const { sourceId, ...rest } = { ...here, ...place };
      return `?${new URLSearchParams({ ...rest, ...(sourceId === '' ? {} : { sourceId }) }).toString()}`;
    },
  };
}
