import { Box, Button, Card, CardContent, Stack, Typography } from '@mui/material';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Form, SaveButton, useNotify, useTranslate } from 'react-admin';
import { useFormContext } from 'react-hook-form';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import { ApiProblem } from '../data/api-problem.js';
import { ChangedMeanwhile, useBegun } from '../ui/form/begun.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { RetentionOutcome } from '../ui/retention-outcome.js';
import { Waiting } from '../ui/waiting.js';
import { SettingChanges } from './setting-changes.js';
import { SettingsFields } from './settings-fields.js';
import { settingsChanges } from './settings-values.js';

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
  const notify = useNotify();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<unknown>(null);

  const save = async (values: Values): Promise<unknown> => {
    setProblem(null);
    try {
      const saved = await dataOf(api.PUT('/api/v1/settings', { body: settingsChanges(values, { ...settings }) }));
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
    <Form record={{ ...settings }} onSubmit={save} noValidate warnWhenUnsavedChanges>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          alignItems: 'start',
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 760px) minmax(320px, 1fr)' },
          // However long the preview: the button stands right below the form.
          gridTemplateRows: { lg: 'auto 1fr' },
        }}
      >
        <Stack spacing={2} sx={{ minWidth: 0 }}>
          <SettingsFields />
        </Stack>
        <Box sx={{ gridRow: { lg: '1 / span 2' }, gridColumn: { lg: 2 }, position: { lg: 'sticky' }, top: { lg: 64 } }}>
          <Preview settings={settings} />
        </Box>
        <Stack spacing={2} sx={{ alignItems: 'flex-start' }}>
          <ChangedMeanwhile {...meanwhile} />
          <ProblemAlert error={problem} />
          <SaveButton />
        </Stack>
      </Box>
    </Form>
  );
}

/** Which backups the form's values would delete; nothing is saved by asking. */
function Preview({ settings }: { settings: Settings }): ReactNode {
  const translate = useTranslate();
  const { getValues } = useFormContext<Values>();
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () =>
      dataOf(api.POST('/api/v1/settings/preview', { body: settingsChanges(getValues(), { ...settings }) })),
  });
  return (
    <Card component="section">
      <CardContent>
        <Stack spacing={2}>
          <Typography component="h2" variant="h3">
            {translate('resources.settings.preview.title')}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {translate('resources.settings.preview.about')}
          </Typography>
          <Button
            variant="outlined"
            loading={isPending}
            sx={{ alignSelf: 'flex-start' }}
            onClick={() => {
              mutate();
            }}
          >
            {translate('resources.settings.preview.button')}
          </Button>
          <ProblemAlert error={error} />
          {data === undefined ? null : <RetentionOutcome outcome={data} hasLinks={false} />}
        </Stack>
      </CardContent>
    </Card>
  );
}
