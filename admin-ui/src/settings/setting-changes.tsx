import { Box, Card, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import { LocalTable } from '../ui/local-table.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Time } from '../ui/time.js';

/** A setting may be of any kind. */
type Change = Omit<components['schemas']['SettingChangeResponse'], 'before' | 'after'> & {
  before: unknown;
  after: unknown;
};

const NEWEST = 100;

/** Who changed which setting, from what to what. */
export function SettingChanges(): ReactNode {
  const translate = useTranslate();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['settings', 'history'],
    queryFn: () => dataOf(api.GET('/api/v1/settings/history', { params: { query: { limit: NEWEST } } })),
  });
  const words = (key: string): string => translate(`resources.settings.history.${key}`);
  return (
    <Card component="section">
      <Typography component="h2" variant="h3" sx={{ px: 2, pt: 2, pb: 1 }}>
        {words('title')}
      </Typography>
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {error === null ? (
        <LocalTable<Change>
          label={words('title')}
          rows={data?.items ?? []}
          isPending={isPending}
          sort={{ name: 'at', isDescending: true }}
          columns={[
            { name: 'at', label: words('at'), value: ({ at }) => at, show: ({ at }) => <Time at={at} /> },
            { name: 'changedBy', label: words('by'), value: ({ changedBy }) => changedBy, isWide: true },
            {
              name: 'field',
              label: words('field'),
              value: ({ field }) => nameOf(field, translate),
              show: (change) => <WhatChanged in={change} />,
            },
            { name: 'before', label: words('before'), value: ({ before }) => inShort(before, translate), isWide: true },
            { name: 'after', label: words('after'), value: ({ after }) => inShort(after, translate), isWide: true },
          ]}
          empty={words('none')}
        />
      ) : null}
    </Card>
  );
}

/** The setting; on a phone with both of its values. */
function WhatChanged({ in: { field, before, after } }: { in: Change }): ReactNode {
  const translate = useTranslate();
  return (
    <Box sx={{ minWidth: { sm: 180 }, overflowWrap: 'anywhere' }}>
      {nameOf(field, translate)}
      <Box sx={{ display: { sm: 'none' }, color: 'text.secondary' }}>
        {inShort(before, translate)} → {inShort(after, translate)}
      </Box>
    </Box>
  );
}

type Translate = ReturnType<typeof useTranslate>;

/** As the form above calls it. */
function nameOf(field: string, translate: Translate): string {
  const kept = /^keep\.(\w+)$/.exec(field)?.[1];
  if (kept !== undefined) {
    return translate('resources.settings.history.keep', { what: translate(`bs.retention.keep_${kept}`) });
  }
  return translate(`resources.settings.fields.${field}`, { _: translate(`bs.retention.${field}`, { _: field }) });
}

function inShort(value: unknown, translate: Translate): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return translate(`ra.boolean.${String(value)}`);
  return typeof value === 'string' ? value : JSON.stringify(value);
}
