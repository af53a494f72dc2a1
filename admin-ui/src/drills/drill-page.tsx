import { Box, Card, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useProgress } from '../live/use-progress.js';
import { Findings } from '../restore-plan/findings.js';
import { phaseText } from '../restores/phase-text.js';
import { Dotted } from '../ui/dotted.js';
import { Elapsed } from '../ui/elapsed.js';
import { type Fact, Facts } from '../ui/facts.js';
import { RecordHistory } from '../ui/history.js';
import { LogView } from '../ui/log-view/log-view.js';
import { durationInWords } from '../ui/measures.js';
import { PhaseList } from '../ui/phase-list.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { ShownProof } from '../ui/proof.js';
import { RecordedError } from '../ui/recorded-error.js';
import { RecordPage, type RecordSection } from '../ui/record-page.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { CancelDrill } from './cancel-drill.js';
import { type Drill, isUnderWay, phasesOf } from './drill.js';
import { useRegion } from '../ui/use-region.js';
import { NameOf } from '../ui/name-of.js';

export default function DrillPage(): ReactNode {
  const translate = useTranslate();
  return (
    <RecordPage<Drill>
      title={({ number }) => translate('resources.drills.title', { number })}
      status={({ status }) => <Status of={status} />}
      subtitle={(drill) => <Subtitle drill={drill} />}
      actions={(drill) => <CancelDrill drill={drill} />}
      above={(drill) => <Above drill={drill} />}
      sections={sectionsOf}
    />
  );
}

function Subtitle({ drill }: { drill: Drill }): ReactNode {
  const translate = useTranslate();
  return (
    <Dotted>
      <>
        {translate('resources.drills.of_backup')}{' '}
        <NameOf resource="backups" id={drill.backupId} gone={translate('resources.drills.deleted_backup')} />{' '}
        {translate('resources.drills.of_source')} <NameOf resource="sources" id={drill.sourceId} isLink={false} />
      </>
      <Time at={drill.createdAt} />
    </Dotted>
  );
}

function Above({ drill }: { drill: Drill }): ReactNode {
  const progress = useProgress('drills', drill.id, drill.progress);
  const { error, warnings } = drill;
  if (error === null && warnings.length === 0 && !isUnderWay(drill)) return null;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <RecordedError error={error} log="?tab=log" />
      {isUnderWay(drill) ? (
        <Card sx={{ p: 2 }}>
          <ProgressBar progress={progress} />
        </Card>
      ) : null}
      {warnings.length === 0 ? null : (
        <Findings of={warnings.map((warning) => ({ hint: '', ...warning }))} severity="warning" />
      )}
    </Box>
  );
}

function sectionsOf(drill: Drill): RecordSection[] {
  const { id } = drill;
  return [
    { name: 'overview', label: 'resources.drills.overview', content: <Overview drill={drill} /> },
    { name: 'log', label: 'bs.log.name', content: <LogView resource="drills" id={id} isRunning={isUnderWay(drill)} /> },
    {
      name: 'history',
      label: 'bs.history.name',
      content: (
        <Card sx={{ p: 2 }}>
          <RecordHistory resource="drills" id={id} />
        </Card>
      ),
    },
  ];
}

function Overview({ drill }: { drill: Drill }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const phases = phasesOf(drill).map(({ name, state, phase }) => ({
    name,
    state,
    title: translate(`resources.drills.phase.${name}`),
    startedAt: phase?.startedAt ?? null,
    finishedAt: phase?.finishedAt ?? null,
    text: phase === undefined ? null : phaseText(phase.detail, translate, locale),
  }));
  return (
    <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', lg: 'minmax(0, 1fr) minmax(0, 1fr)' } }}>
      <Card component="section" sx={{ p: 2 }}>
        <Typography variant="h3" component="h2" sx={{ mb: 2 }}>
          {translate('resources.restores.part.phases')}
        </Typography>
        <PhaseList phases={phases} />
      </Card>
      <Card component="section" sx={{ p: 2, alignSelf: 'start' }}>
        <Typography variant="h3" component="h2" sx={{ mb: 2 }}>
          {translate('resources.drills.outcome')}
        </Typography>
        {drill.recoverySeconds === null ? null : (
          <Box sx={{ mb: 2 }}>
            <Typography variant="body2" color="textSecondary">
              {translate('resources.drills.fields.recoverySeconds')}
            </Typography>
            <Typography sx={{ fontSize: '1.75rem', fontWeight: 650, lineHeight: 1.2 }}>
              {durationInWords(drill.recoverySeconds * 1_000, locale)}
            </Typography>
            <Typography variant="body2" color="textSecondary">
              {translate('resources.drills.recovery_help')}
            </Typography>
          </Box>
        )}
        <Facts of={useFacts(drill)} />
      </Card>
    </Box>
  );
}

function useFacts(drill: Drill): Fact[] {
  const translate = useTranslate();
  const name = (field: string): string => translate(`resources.drills.fields.${field}`);
  return [
    { name: name('proof'), value: <ShownProof of={drill.proof} /> },
    { name: name('origin'), value: translate(`bs.origin.${drill.origin}`) },
    { name: name('requestedBy'), value: drill.requestedBy },
    {
      name: name('target'),
      value: <NameOf resource="sources" id={drill.target.sourceId} isLink={false} />,
    },
    ...(drill.startedAt === null
      ? []
      : [
          {
            name: name('durationMs'),
            value: <Elapsed since={drill.startedAt} until={isUnderWay(drill) ? null : drill.finishedAt} />,
          },
        ]),
  ];
}
