import PinIcon from '@mui/icons-material/PushPin';
import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { DataTable, ReferenceField, useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { RowHead } from '../ui/change-list/row-head.js';
import { choicesOf } from '../ui/choices.js';
import { bytesInWords, durationInWords } from '../ui/measures.js';
import { Proof, PROOFS } from '../ui/proof.js';
import { Time } from '../ui/time.js';
import { ratioInWords } from './artifact-measures.js';
import { type Backup, isUnderWay } from './backup.js';
import { BackupDates } from './list/backup-dates.js';
import { BackupStatus } from './list/backup-status.js';
import { BulkActions } from './list/bulk-actions.js';
import { ListActions } from './list/list-actions.js';
import { NoBackups } from './list/no-backups.js';
import { StorageBar } from './list/storage-bar.js';
import { useRegion } from '../ui/use-region.js';

const FILTERS = [
  { source: 'sourceId', label: 'bs.field.source', reference: 'sources' },
  {
    source: 'status',
    label: 'bs.field.status',
    choices: choicesOf('bs.status', ['pending', 'running', 'completed', 'failed', 'canceled', 'corrupted']),
  },
  {
    source: 'origin',
    label: 'bs.field.origin',
    choices: choicesOf('bs.origin', ['manual', 'scheduled', 'safety', 'upload']),
  },
  { source: 'type', label: 'bs.field.type', choices: choicesOf('bs.backup_type', ['full']) },
  { source: 'proof', label: 'bs.field.proof', choices: choicesOf('bs.proof', PROOFS) },
];

const HIDDEN = ['origin', 'type', 'pinned', 'createdBy', 'durationMs', 'ratio'];
/** On a phone number and time stand under the name, the proof under the status. */
const WIDE = ['number', 'sourceId', 'proof', 'createdAt', 'storedBytes'];

export default function BackupList(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const mayVerify = useMay('backups:create');
  return (
    <ChangeList
      search
      filters={FILTERS}
      hiddenColumns={HIDDEN}
      wideColumns={WIDE}
      csv="/api/v1/backups/export.csv"
      actions={<ListActions />}
      above={
        <>
          <StorageBar />
          <BackupDates />
        </>
      }
      empty={<NoBackups />}
      {...(mayVerify ? { bulkActions: <BulkActions /> } : {})}
    >
      <DataTable.Col<Backup> source="number" disableSort align="right" render={({ number }) => `#${number}`} />
      <DataTable.Col<Backup> source="name" render={(backup) => <Name of={backup} />} />
      <DataTable.Col source="sourceId" disableSort>
        <ReferenceField source="sourceId" reference="sources" link={false} />
      </DataTable.Col>
      <DataTable.Col<Backup> source="status" disableSort render={(backup) => <StatusAndProof of={backup} />} />
      <DataTable.Col<Backup>
        source="origin"
        disableSort
        render={({ origin }) => translate(`bs.origin.${origin}`, { _: origin })}
      />
      <DataTable.Col<Backup>
        source="type"
        disableSort
        render={({ type }) => translate(`bs.backup_type.${type}`, { _: type })}
      />
      <DataTable.Col<Backup> source="proof" disableSort render={(backup) => <Proof of={backup} />} />
      <DataTable.Col<Backup>
        source="pinned"
        disableSort
        render={({ pinned }) => translate(pinned ? 'ra.boolean.true' : 'ra.boolean.false')}
      />
      <DataTable.Col<Backup>
        source="createdAt"
        sortByOrder="DESC"
        render={({ createdAt }) => <Time at={createdAt} />}
      />
      <DataTable.Col source="createdBy" disableSort />
      <DataTable.Col<Backup>
        source="durationMs"
        align="right"
        sortByOrder="DESC"
        render={({ durationMs }) => (durationMs === null ? '' : durationInWords(durationMs, locale))}
      />
      <DataTable.Col<Backup>
        source="storedBytes"
        align="right"
        sortByOrder="DESC"
        render={({ storedBytes }) => (storedBytes === null ? '' : bytesInWords(storedBytes, locale))}
      />
      <DataTable.Col<Backup>
        source="ratio"
        disableSort
        align="right"
        render={(backup) => ratioInWords(backup, locale) ?? ''}
      />
    </ChangeList>
  );
}

function StatusAndProof({ of: backup }: { of: Backup }): ReactNode {
  return (
    <>
      <BackupStatus of={backup} />
      {isUnderWay(backup) ? null : (
        <Box sx={{ display: { sm: 'none' } }}>
          <Proof of={backup} />
        </Box>
      )}
    </>
  );
}

function Name({ of: { number, name, pinned, createdAt } }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  return (
    <Box component="span" sx={{ display: 'block', minWidth: { xs: 152, lg: 170, xl: 230 }, overflowWrap: 'anywhere' }}>
      <RowHead>{name}</RowHead>
      {pinned ? (
        <PinIcon
          sx={{ fontSize: 14, ml: 0.5, verticalAlign: 'text-bottom' }}
          titleAccess={translate('resources.backups.fields.pinned')}
        />
      ) : null}
      <Box component="span" sx={{ display: { xs: 'block', sm: 'none' }, color: 'text.secondary' }}>
        #{number} · <Time at={createdAt} />
      </Box>
    </Box>
  );
}
