import type { ReactNode } from 'react';
import { DataTable, ReferenceField, type RaRecord } from 'react-admin';
import type { components } from '../api/schema.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { choicesOf } from '../ui/choices.js';
import { bytesInWords } from '../ui/measures.js';
import { Proof, PROOFS } from '../ui/proof.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';

type Backup = components['schemas']['BackupResponse'] & RaRecord<string>;

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
  { source: 'type', label: 'bs.field.type', choices: choicesOf('bs.backup_type', ['full', 'selective']) },
  { source: 'proof', label: 'bs.field.proof', choices: choicesOf('bs.proof', PROOFS) },
];

export default function BackupList(): ReactNode {
  return (
    <ChangeList search filters={FILTERS} csv="/api/v1/backups/export.csv">
      <DataTable.Col source="name" />
      <DataTable.Col source="sourceId" disableSort>
        <ReferenceField source="sourceId" reference="sources" />
      </DataTable.Col>
      <DataTable.Col<Backup> source="status" disableSort render={({ status }) => <Status of={status} />} />
      <DataTable.Col<Backup> source="proof" disableSort render={({ proof }) => <Proof of={proof} />} />
      <DataTable.Col<Backup> source="createdAt" render={({ createdAt }) => <Time at={createdAt} />} />
      <DataTable.NumberCol<Backup>
        source="storedBytes"
        render={({ storedBytes }) => (storedBytes === null ? '' : bytesInWords(storedBytes))}
      />
    </ChangeList>
  );
}
