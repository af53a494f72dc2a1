import { Box } from '@mui/material';
import type { ReactNode } from 'react';
import { useRecordContext, useTranslate } from 'react-admin';
import { type Fact, Facts } from '../ui/facts.js';
import { RecordedError } from '../ui/recorded-error.js';
import { Time } from '../ui/time.js';
import { RetryButton } from './retry-button.js';
import type { Job } from './job-list.js';

/** What a job's row opens to. */
export function JobDetails(): ReactNode {
  const translate = useTranslate();
  const job = useRecordContext<Job>();
  if (job === undefined) return null;
  const field = (name: string): string => translate(`resources.jobs.fields.${name}`);
  const facts: Fact[] = [
    { name: field('id'), value: job.id },
    { name: field('requestedBy'), value: job.requestedBy },
    { name: field('createdAt'), value: <Time at={job.createdAt} /> },
    { name: field('startedAt'), value: <Time at={job.startedAt} absent="resources.jobs.not_yet" /> },
    { name: field('finishedAt'), value: <Time at={job.finishedAt} absent="resources.jobs.not_yet" /> },
    { name: field('crashes'), value: job.crashes },
    { name: field('workerId'), value: job.workerId ?? translate('resources.jobs.nobody') },
  ];
  return (
    <Box sx={{ p: 2, display: 'flex', flexDirection: 'column', gap: 2 }}>
      <RecordedError error={job.error} />
      <Facts of={facts} />
      {/* On a phone its row has no room for it. */}
      <Box sx={{ display: { sm: 'none' } }}>
        <RetryButton job={job} />
      </Box>
    </Box>
  );
}
