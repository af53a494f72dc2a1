import { Box, Stack } from '@mui/material';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Form, SaveButton, useNotify, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import { ApiProblem } from '../data/api-problem.js';
import { ChangedMeanwhile, useBegun } from '../ui/form/begun.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Waiting } from '../ui/waiting.js';
import { useAskBeforeSaving } from './ask-before-saving.js';
import { RetentionPreview } from './retention-preview.js';
import { SettingChanges } from './setting-changes.js';
import { OtherSettings, RetentionSettings } from './settings-fields.js';
import { settingsChanges, settingsValues } from './settings-values.js';

type Settings = components['schemas']['SettingsResponse'];
type Values = Record<string, unknown>;

/** What holds for all backups, and what a change of it would delete. */
export default function SettingsPage(): ReactNode {
  const translate = useTranslate();
  const { data, error, refetch } = useQuery({
    queryKey: ['settings'],
    queryFn: () => dataOf(api.GET('/api/v1/settings')),
  });
  return (
    <Box sx={{ py: 2 }}>
      <PageHeading title={translate('resources.settings.name', { smart_count: 2 })} />
      <Stack spacing={2}>
        <ProblemAlert error={error} onRetry={() => void refetch()} />
        {data === undefined ? <Waiting height={480} /> : <SettingsForm latest={data} />}
        <SettingChanges />
      </Stack>
    </Box>
  );
}

function SettingsForm({ latest }: { latest: Settings }): ReactNode {
  const { begun: settings, ...meanwhile } = useBegun(latest, (values, before) =>
    settingsChanges({ ...values }, { ...before }),
  );
  const asking = useAskBeforeSaving();
  const notify = useNotify();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);

  const save = async (values: Values): Promise<unknown> => {
    setProblem(null);
    const changes = settingsChanges(values, { ...settings });
    try {
      if (!(await asking.isMeant(changes))) return undefined;
      const saved = await dataOf(api.PUT('/api/v1/settings', { body: changes }));
      meanwhile.beginAnew(saved);
      notify('resources.settings.saved', { type: 'success' });
      await queries.invalidateQueries({ queryKey: ['settings'] });
      return undefined;
    } catch (error) {
      setProblem(error);
      // So that the form shows each at its field.
      return error instanceof ApiProblem ? (error.body as { errors?: object } | undefined)?.errors : undefined;
    }
  };

  return (
    <>
      <Form record={settingsValues({ ...settings })} onSubmit={save} noValidate warnWhenUnsavedChanges>
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            alignItems: 'start',
            gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 760px) minmax(320px, 1fr)' },
            // However long the preview: the rest stands right below what it is about.
            gridTemplateRows: { lg: 'auto auto 1fr' },
          }}
        >
          <RetentionSettings />
          <Box
            sx={{ gridRow: { lg: '1 / span 3' }, gridColumn: { lg: 2 }, position: { lg: 'sticky' }, top: { lg: 64 } }}
          >
            <RetentionPreview settings={settings} />
          </Box>
          <Stack spacing={2} sx={{ minWidth: 0 }}>
            <OtherSettings />
          </Stack>
          <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
            <ChangedMeanwhile {...meanwhile} />
            <ProblemAlert error={problem} />
            <SaveButton />
          </Stack>
        </Box>
      </Form>
      {asking.dialog}
    </>
  );
}
