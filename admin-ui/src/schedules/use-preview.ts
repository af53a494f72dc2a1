import { keepPreviousData, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useRecordContext } from 'react-admin';
import { useWatch } from 'react-hook-form';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import type { Schedule } from './schedule.js';
import { previewRequest } from './schedule-values.js';

type Preview = components['schemas']['SchedulePreviewResponse'];

/** Whoever types is not asked about every letter. */
const AFTER_MS = 300;

/** When the schedule of this form would run, as the server says; what is wrong with it is the error. */
export function usePreview(): UseQueryResult<Preview> {
  const schedule = useRecordContext<Schedule>();
  const values = useWatch() as Record<string, unknown>;
  const wanted = useSettled(JSON.stringify(previewRequest(values, schedule?.id)));
  return useQuery({
    queryKey: ['schedules', 'preview', wanted],
    queryFn: () =>
      dataOf(
        api.POST('/api/v1/schedules/preview', {
          body: JSON.parse(wanted) as components['schemas']['PreviewScheduleRequest'],
        }),
      ),
    placeholderData: keepPreviousData,
  });
}

/** What a text is once nobody has changed it for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text);
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return settled;
}
