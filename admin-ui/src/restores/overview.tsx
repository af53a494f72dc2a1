import { Box, Card, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useTranslate } from 'react-admin';
import { Facts } from '../ui/facts.js';
import { PhaseList, type ShownPhase } from '../ui/phase-list.js';
import { Time } from '../ui/time.js';
import { phaseText } from './phase-text.js';
import { phasesOf, type Restore } from './restore.js';
import { useRestoreFacts } from './use-restore-facts.js';
import { KeptAside, WayBack } from './way-back.js';
import { useRegion } from '../ui/use-region.js';

/** The phases on the left, what came of it on the right. */
export function Overview({ restore }: { restore: Restore }): ReactNode {
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1fr) minmax(0, 1fr)' } }}>
      <Part title="resources.restores.part.phases">
        <PhaseList phases={usePhases(restore)} />
      </Part>
      <Box sx={{ display: 'grid', gap: 2, alignContent: 'start', minWidth: 0 }}>
        <KeptDatabase restore={restore} />
        <Part title="resources.restores.part.facts">
          <Facts of={useRestoreFacts(restore)} />
        </Part>
        {restore.approvals.length === 0 ? null : (
          <Part title="resources.restores.part.approvals">
            <Approvals restore={restore} />
          </Part>
        )}
      </Box>
    </Box>
  );
}

/** What a swap, or the swap back, has put aside; while something is going on with it, nothing is offered. */
function KeptDatabase({ restore }: { restore: Restore }): ReactNode {
  const { status, keptDatabase, rollbackUntil } = restore;
  if (keptDatabase === null || rollbackUntil === null) return null;
  const kept = { restore, keptDatabase, rollbackUntil };
  if (status === 'completed') return <WayBack {...kept} />;
  return status === 'rolled_back' ? <KeptAside {...kept} /> : null;
}

function usePhases(restore: Restore): ShownPhase[] {
  const translate = useTranslate();
  const locale = useRegion();
  const { rollback, downtimeMs } = restore;
  const phases = phasesOf(restore).map(({ name, state, phase }) => ({
    name,
    state,
    title: translate(`resources.restores.phase.${name}`),
    startedAt: phase?.startedAt ?? null,
    finishedAt: phase?.finishedAt ?? null,
    text: phase === undefined ? null : phaseText(phase.detail, translate, locale),
  }));
  if (rollback === null) return phases;
  const wayBack: ShownPhase = {
    name: 'rolled_back',
    state: 'completed',
    title: translate('resources.restores.phase.rolled_back'),
    startedAt: rollback.startedAt,
    finishedAt: rollback.finishedAt,
    text: phaseText({ downtimeMs }, translate, locale),
  };
  return [...phases, wayBack];
}

function Part({ title, children }: { title: string; children: ReactNode }): ReactNode {
  const translate = useTranslate();
  const id = useId();
  return (
    <Card component="section" aria-labelledby={id} sx={{ p: 2, minWidth: 0 }}>
      <Typography id={id} variant="h3" component="h2" sx={{ mb: 2 }}>
        {translate(title)}
      </Typography>
      {children}
    </Card>
  );
}

function Approvals({ restore: { approvals } }: { restore: Restore }): ReactNode {
  const translate = useTranslate();
  return (
    <Box component="ul" sx={{ m: 0, pl: 2.5, display: 'grid', gap: 1 }}>
      {approvals.map(({ act, status, requestedBy, requestedAt, decidedBy, decidedAt, reason }) => (
        <Typography component="li" key={requestedAt} variant="body2">
          {translate(`resources.restores.approval.${act}`, { name: requestedBy })} <Dimmed at={requestedAt} />
          <br />
          {translate(`resources.restores.approval.is.${status}`, { name: decidedBy ?? '' })}{' '}
          {decidedAt === null ? null : <Dimmed at={decidedAt} />}
          {reason === null ? '' : ` “${reason}”`}
        </Typography>
      ))}
    </Box>
  );
}

function Dimmed({ at }: { at: string }): ReactNode {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      <Time at={at} />
    </Box>
  );
}
