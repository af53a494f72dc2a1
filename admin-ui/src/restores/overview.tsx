import { Box, Card, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { Link, useTranslate } from 'react-admin';
import { Elapsed } from '../ui/elapsed.js';
import { type Fact, Facts } from '../ui/facts.js';
import { durationInWords } from '../ui/measures.js';
import { PhaseList } from '../ui/phase-list.js';
import { Time } from '../ui/time.js';
import { phaseText } from './phase-text.js';
import { hasWayBack, isUnderWay, phasesOf, type Restore } from './restore.js';
import { WayBack } from './way-back.js';
import { useRegion } from '../ui/use-region.js';

/** The phases on the left, what came of it on the right. */
export function Overview({ restore }: { restore: Restore }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const phases = phasesOf(restore).map(({ name, state, phase }) => ({
    name,
    state,
    title: translate(`resources.restores.phase.${name}`),
    startedAt: phase?.startedAt ?? null,
    finishedAt: phase?.finishedAt ?? null,
    text: phase === undefined ? null : phaseText(phase.detail, translate, locale),
  }));
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1fr) minmax(0, 1fr)' } }}>
      <Part title="resources.restores.part.phases">
        <PhaseList phases={phases} />
      </Part>
      <Box sx={{ display: 'grid', gap: 2, alignContent: 'start', minWidth: 0 }}>
        {hasWayBack(restore) && restore.keptDatabase !== null && restore.rollbackUntil !== null ? (
          <WayBack id={restore.id} keptDatabase={restore.keptDatabase} rollbackUntil={restore.rollbackUntil} />
        ) : null}
        <Part title="resources.restores.part.facts">
          <Facts of={useFacts(restore)} />
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

function useFacts(restore: Restore): Fact[] {
  const translate = useTranslate();
  const { startedAt, finishedAt, downtimeMs, safetyBackupId, keptDatabase, options, approvedBy } = restore;
  const fact = (name: string, value: ReactNode): Fact => ({
    name: translate(`resources.restores.fact.${name}`),
    value,
  });
  const facts: (Fact | null)[] = [
    fact('strategy', translate(`bs.strategy.${restore.strategy}.name`)),
    fact('database', (restore.plan as { target?: { database?: string } }).target?.database ?? ''),
    fact('asked', <Time at={restore.createdAt} />),
    fact('by', restore.requestedBy),
    approvedBy === null ? null : fact('approved_by', approvedBy),
    startedAt === null
      ? null
      : fact('took', <Elapsed since={startedAt} until={isUnderWay(restore) ? null : finishedAt} />),
    downtimeMs === null ? null : fact('downtime', durationInWords(downtimeMs)),
    safetyBackupId === null
      ? null
      : fact(
          'safety_backup',
          <Link to={`/backups/${safetyBackupId}/show`}>{translate('resources.restores.fact.see_safety_backup')}</Link>,
        ),
    keptDatabase === null ? null : fact('kept', keptDatabase),
    options.runMigrations ? null : fact('migrations', translate('resources.restores.fact.left_out')),
    options.allowAhead ? fact('ahead', translate('resources.restores.fact.allowed')) : null,
    options.skipSafetyBackup ? fact('safety_backup', translate('resources.restores.fact.skipped')) : null,
    options.reason === null ? null : fact('reason', options.reason),
  ];
  return facts.filter((each) => each !== null);
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
