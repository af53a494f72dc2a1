import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { DataTable, type RaRecord, useRecordContext, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { RowHead } from '../ui/change-list/row-head.js';
import { choicesOf } from '../ui/choices.js';
import { Facts } from '../ui/facts.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { ChainVerification } from './chain-verification.js';

type Event = components['schemas']['AuditEventResponse'] & RaRecord<string>;

const SUBJECTS = [
  'backup',
  'restore',
  'drill',
  'source',
  'schedule',
  'settings',
  'user',
  'session',
  'api_key',
  'tenant',
  'notification_channel',
  'retention_run',
  'encryption_key',
];

const FILTERS = [
  {
    source: 'outcome',
    label: 'resources.audit-events.fields.outcome',
    choices: choicesOf('resources.audit-events.outcome', ['ok', 'refused', 'failed']),
  },
  {
    source: 'subjectType',
    label: 'resources.audit-events.fields.subjectType',
    choices: choicesOf('resources.audit-events.subject', SUBJECTS),
  },
];

const WIDE = ['outcome', 'actor', 'address'];

/** Who did what to which object, when, from where, with what result. */
export default function AuditList(): ReactNode {
  const translate = useTranslate();
  return (
    <ChangeList
      search
      filters={FILTERS}
      wideColumns={WIDE}
      sort={{ field: 'at', order: 'DESC' }}
      rowClick="expand"
      csv="/api/v1/audit-events/export.csv"
      above={<ChainVerification />}
      expand={<Details />}
    >
      <DataTable.Col<Event> source="at" render={({ at }) => <Time at={at} />} />
      <DataTable.Col<Event> source="sentence" disableSort render={(event) => <Sentence of={event} />} />
      <DataTable.Col<Event> source="outcome" disableSort render={({ outcome }) => <Outcome of={outcome} />} />
      <DataTable.Col<Event>
        source="actor"
        render={({ actor, actorKind }) =>
          actorKind === 'system' ? translate('resources.audit-events.system', { name: actor }) : actor
        }
      />
      <DataTable.Col source="address" disableSort />
    </ChangeList>
  );
}

/** On a phone that something was refused stands under it: its column has no room there. */
function Sentence({ of: { sentence, outcome } }: { of: Event }): ReactNode {
  return (
    <Box sx={{ overflowWrap: 'anywhere' }}>
      <RowHead>{sentence}</RowHead>
      {outcome === 'ok' ? null : (
        <Box sx={{ display: { sm: 'none' } }}>
          <Outcome of={outcome} />
        </Box>
      )}
    </Box>
  );
}

/** That something was done is no good news by itself: what was found may be bad. */
function Outcome({ of }: { of: Event['outcome'] }): ReactNode {
  return (
    <Status of={of} words="resources.audit-events.outcome" {...(of === 'ok' ? { tone: 'default' as const } : {})} />
  );
}

function Details(): ReactNode {
  const translate = useTranslate();
  const record = useRecordContext<Event>();
  if (record === undefined) return null;
  const { action, actorKind, credentialName, requestId, subjectName, subjectId, data } = record;
  const facts = { action, actorKind, credentialName, subjectName, subjectId, requestId };
  return (
    <Box sx={{ p: 2 }}>
      <Facts
        of={Object.entries(facts).flatMap(([name, value]) =>
          value === null ? [] : [{ name: translate(`resources.audit-events.fields.${name}`), value }],
        )}
      />
      <Box component="pre" sx={{ fontSize: 12, mb: 0, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {JSON.stringify(data, null, 2)}
      </Box>
    </Box>
  );
}
