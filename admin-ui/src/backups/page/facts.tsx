import { Box, Chip } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { bytesInWords, durationInWords } from '../../ui/measures.js';
import { Time } from '../../ui/time.js';
import { ratioInWords } from '../artifact-measures.js';
import type { Backup } from '../backup.js';
import { SectionCard } from '../../ui/section-card.js';
import { useRegion } from '../../ui/use-region.js';

/** What is known of a backup as a whole. */
export function Facts({ of: backup }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { description, tags, type, startedAt, finishedAt, durationMs, retentionUntil, pinned } = backup;
  const size = (bytes: number | null): string | null => (bytes === null ? null : bytesInWords(bytes, locale));
  const field = (name: string): string => translate(`resources.backups.fields.${name}`);
  const facts: [name: string, value: ReactNode][] = [
    [field('description'), description],
    [
      field('tags'),
      tags.length === 0 ? null : (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {tags.map((tag) => (
            <Chip key={tag} label={tag} />
          ))}
        </Box>
      ),
    ],
    [field('type'), translate(`bs.backup_type.${type}`, { _: type })],
    [field('startedAt'), startedAt === null ? null : <Time at={startedAt} />],
    [field('finishedAt'), finishedAt === null ? null : <Time at={finishedAt} />],
    [field('durationMs'), durationMs === null ? null : durationInWords(durationMs, locale)],
    [field('databaseSize'), size(backup.databaseSize)],
    [field('rawBytes'), size(backup.rawBytes)],
    [field('storedBytes'), size(backup.storedBytes)],
    [field('ratio'), ratioInWords(backup, locale)],
    [field('pinned'), translate(pinned ? 'ra.boolean.true' : 'ra.boolean.false')],
    [field('retentionUntil'), <Time key="until" at={retentionUntil} absent="resources.backups.page.unlimited" />],
    ...Object.entries(backup.versions ?? {}).map(([name, version]): [string, ReactNode] => [
      translate(`resources.backups.version.${name}`, { _: name }),
      version,
    ]),
    [
      translate('resources.backups.extensions'),
      backup.extensions?.map(({ name, version }) => `${name} ${version}`).join(', '),
    ],
  ];
  return (
    <SectionCard title={translate('resources.backups.page.facts')}>
      <Box
        component="dl"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'minmax(110px, auto) minmax(0, 1fr)',
          columnGap: 2,
          rowGap: 1,
          m: 0,
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' },
        }}
      >
        {facts
          .filter(([, value]) => value !== null && value !== undefined && value !== '')
          .map(([name, value]) => (
            <Box key={name} sx={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </Box>
          ))}
      </Box>
    </SectionCard>
  );
}
