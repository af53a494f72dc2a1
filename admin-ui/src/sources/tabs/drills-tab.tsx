import { Box, Card, Link as MuiLink } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useGetList, useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { LocalTable } from '../../ui/local-table.js';
import { durationInWords } from '../../ui/measures.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { PROOFS, ShownProof } from '../../ui/proof.js';
import { Status } from '../../ui/status.js';
import { Time } from '../../ui/time.js';
import { useRegion } from '../../ui/use-region.js';
import type { Source } from '../source.js';

type Drill = components['schemas']['DrillResponse'];

/** How long a restore of this source took, each time that one was rehearsed. */
export function DrillsTab({ source }: { source: Source }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const {
    data = [],
    error,
    isPending,
    refetch,
  } = useGetList<Drill>('drills', {
    filter: { sourceId: source.id },
    pagination: { page: 1, perPage: 50 },
    sort: { field: 'createdAt', order: 'DESC' },
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  const label = (field: string): string => translate(`resources.sources.drill.${field}`);
  return (
    <Card>
      <LocalTable<Drill>
        label={translate('resources.sources.tab.drills')}
        rows={data}
        isPending={isPending}
        sort={{ name: 'createdAt', isDescending: true }}
        columns={[
          {
            name: 'number',
            label: label('number'),
            value: ({ number }) => number,
            show: ({ id, number, createdAt }) => (
              <>
                <MuiLink component={Link} to={`/drills/${id}/show`}>
                  #{number}
                </MuiLink>
                <Box sx={{ display: { sm: 'none' }, color: 'text.secondary' }}>
                  <Time at={createdAt} />
                </Box>
              </>
            ),
          },
          {
            name: 'status',
            label: translate('bs.field.status'),
            value: ({ status }) => status,
            show: ({ status }) => <Status of={status} />,
          },
          {
            name: 'proof',
            label: translate('bs.field.proof'),
            value: ({ proof }) => PROOFS.indexOf(proof),
            isWide: true,
            show: ({ proof }) => <ShownProof of={proof} />,
          },
          {
            name: 'recoverySeconds',
            label: label('recovery'),
            value: ({ recoverySeconds }) => recoverySeconds ?? -1,
            isNumber: true,
            show: ({ recoverySeconds }) =>
              recoverySeconds === null ? '–' : durationInWords(recoverySeconds * 1_000, locale),
          },
          {
            name: 'createdAt',
            label: label('when'),
            value: ({ createdAt }) => createdAt,
            isWide: true,
            show: ({ createdAt }) => <Time at={createdAt} />,
          },
        ]}
        empty={translate('resources.sources.no_drills')}
      />
    </Card>
  );
}
