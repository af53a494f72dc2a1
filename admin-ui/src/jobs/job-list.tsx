import QueueIcon from '@mui/icons-material/PendingActionsOutlined';
import { Box, Link as MuiLink } from '@mui/material';
import type { ReactNode } from 'react';
import { DataTable, type RaRecord, ReferenceField, useCreatePath, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import type { components } from '../api/schema.js';
import { ActionsHeading } from '../ui/actions-heading.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { RowHead } from '../ui/change-list/row-head.js';
import { choicesOf } from '../ui/choices.js';
import { EmptyState } from '../ui/empty-state.js';
import { keepClick } from '../ui/keep-click.js';
import { durationInWords } from '../ui/measures.js';
import { WIDE_ONLY } from '../ui/narrow-table.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { useRegion } from '../ui/use-region.js';
import { JobDetails } from './job-details.js';
import { JobCounts } from './job-counts.js';
import { RetryButton } from './retry-button.js';
import { Workers } from './workers.js';

export type Job = components['schemas']['JobResponse'] & RaRecord<string>;

/** Where the record that a job works on has its page; a run of retention has none. */
const PAGES: Partial<Record<Job['subject']['type'], string>> = {
  backup: 'backups',
  restore: 'restores',
  drill: 'drills',
};

const FILTERS = [
  {
    source: 'state',
    label: 'bs.field.status',
    choices: choicesOf('bs.status', ['waiting', 'active', 'completed', 'failed', 'canceled']),
  },
  {
    source: 'subjectType',
    label: 'resources.jobs.fields.subject',
    choices: choicesOf('resources.jobs.subject', ['backup', 'restore', 'drill', 'retention_run']),
  },
  { source: 'sourceId', label: 'bs.field.source', reference: 'sources' },
  { source: 'from', label: 'resources.jobs.fields.createdAt', isPast: true as const },
];

const WIDE = ['subject', 'requestedBy', 'createdAt', 'durationMs'];
const HIDDEN = ['attempts'];

/** What was asked for, what waits, who works on it; what failed can be asked for again. */
export default function JobList(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  return (
    <>
      <ChangeList
        search
        filters={FILTERS}
        wideColumns={WIDE}
        hiddenColumns={HIDDEN}
        rowClick="expand"
        expand={<JobDetails />}
        above={<JobCounts />}
        empty={
          <EmptyState
            icon={QueueIcon}
            title={translate('resources.jobs.none')}
            text={translate('resources.jobs.none_help')}
          />
        }
      >
        <DataTable.Col<Job>
          source="action"
          disableSort
          sx={{ minWidth: { sm: 90 } }}
          render={({ action }) => <RowHead>{translate(`resources.jobs.does.${action}`, { _: action })}</RowHead>}
        />
        <DataTable.Col<Job> source="subject" disableSort render={({ subject }) => <Subject of={subject} />} />
        <DataTable.Col source="sourceId" disableSort>
          <ReferenceField source="sourceId" reference="sources" />
        </DataTable.Col>
        <DataTable.Col<Job> source="state" disableSort render={({ state }) => <Status of={state} />} />
        <DataTable.Col<Job>
          source="requestedBy"
          disableSort
          render={({ requestedBy }) => (
            <Box sx={{ minWidth: { sm: 100 }, overflowWrap: 'anywhere' }}>{requestedBy}</Box>
          )}
        />
        <DataTable.Col<Job> source="createdAt" render={({ createdAt }) => <Time at={createdAt} />} />
        <DataTable.Col<Job>
          source="durationMs"
          disableSort
          align="right"
          render={({ durationMs }) => (durationMs === null ? '' : durationInWords(durationMs, locale))}
        />
        <DataTable.NumberCol source="attempts" disableSort />
        <DataTable.Col<Job>
          label={<ActionsHeading />}
          disableSort
          sx={WIDE_ONLY}
          render={(job) => <RetryButton job={job} />}
        />
      </ChangeList>
      <Workers />
    </>
  );
}

function Subject({ of: { type, id } }: { of: Job['subject'] }): ReactNode {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const resource = PAGES[type];
  const words = translate(`resources.jobs.subject.${type}`);
  if (resource === undefined) return words;
  return (
    <MuiLink component={Link} to={createPath({ resource, type: 'show', id })} onClick={keepClick}>
      {words}
    </MuiLink>
  );
}
