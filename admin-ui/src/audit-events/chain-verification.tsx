import { Alert, AlertTitle, Box } from '@mui/material';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { BusyButton } from '../ui/busy-button.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { countWritten } from '../ui/measures.js';
import { useRegion } from '../ui/use-region.js';

/** Whether the trail is as it was written: every event covers all before it by a hash, and somebody asks for the sum. */
export function ChainVerification(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const verify = useMutation({ mutationFn: () => dataOf(api.GET('/api/v1/audit-events/verify')) });
  const broken = verify.data?.chains.filter(({ ok }) => !ok) ?? [];
  return (
    <Box sx={{ px: 1.5, pb: 1.5, display: 'flex', flexDirection: 'column', gap: 1, alignItems: 'start' }}>
      <BusyButton
        variant="outlined"
        isBusy={verify.isPending}
        onClick={() => {
          verify.mutate();
        }}
      >
        {translate('resources.audit-events.verify')}
      </BusyButton>
      <ProblemAlert error={verify.error} />
      {verify.data === undefined ? null : (
        <Alert severity={verify.data.ok ? 'success' : 'error'} role="status" sx={{ width: '100%' }}>
          <AlertTitle sx={{ mb: broken.length === 0 ? 0 : undefined }}>
            {translate(verify.data.ok ? 'resources.audit-events.whole' : 'resources.audit-events.broken', {
              smart_count: verify.data.events,
              events: countWritten(verify.data.events, locale),
            })}
          </AlertTitle>
          {broken.map(({ tenantId, firstBroken }) => (
            <div key={tenantId}>{firstBroken?.message}</div>
          ))}
        </Alert>
      )}
    </Box>
  );
}
