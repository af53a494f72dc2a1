import { Card, CardContent, Stack, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useRecordContext, useTranslate } from 'react-admin';
import { useFormContext } from 'react-hook-form';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import { ApiProblem } from '../data/api-problem.js';
import { BusyButton } from '../ui/busy-button.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { CheckList } from './check-list.js';
import type { Source } from './source.js';
import { sourceChanges, sourceRequest } from './source-values.js';

type Outcome = components['schemas']['SourceTestResponse'];

/** Tries what the form holds, before it is saved, and says at each field what is wrong with it. */
export function ConnectionTest(): ReactNode {
  const translate = useTranslate();
  const source = useRecordContext<Source>();
  const { getValues, setError, clearErrors } = useFormContext();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [isBusy, setIsBusy] = useState(false);

  const test = async (): Promise<void> => {
    setIsBusy(true);
    setProblem(null);
    clearErrors();
    try {
      const answer = await tested(getValues(), source);
      setOutcome(answer);
      for (const { ok, field, detail } of answer.checks) {
        if (ok || field === undefined) continue;
        const message = translate(`resources.sources.refused.${field.replace('.', '_')}`, { _: detail });
        setError(field, { type: 'test', message });
      }
    } catch (error) {
      setOutcome(null);
      setProblem(error);
      for (const [field, message] of Object.entries(fieldErrors(error))) setError(field, { type: 'test', message });
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <Card component="section">
      <CardContent>
        <Stack spacing={2}>
          <Typography component="h2" variant="h3">
            {translate('resources.sources.test.title')}
          </Typography>
          <Typography variant="body2" color="textSecondary">
            {translate('resources.sources.test.about')}
          </Typography>
          <BusyButton variant="outlined" isBusy={isBusy} onClick={() => void test()} sx={{ alignSelf: 'flex-start' }}>
            {translate('resources.sources.test.button')}
          </BusyButton>
          <ProblemAlert error={problem} />
          {outcome === null ? null : <CheckList outcome={outcome} />}
        </Stack>
      </CardContent>
    </Card>
  );
}

function tested(values: Record<string, unknown>, source: Source | undefined): Promise<Outcome> {
  if (source === undefined) {
    // A name is not needed to connect.
    const body = { ...sourceRequest(values), name: values.name === '' ? '?' : values.name };
    return dataOf(api.POST('/api/v1/sources/test', { body: body as components['schemas']['CreateSourceRequest'] }));
  }
  const body = sourceChanges(values, source) as components['schemas']['UpdateSourceRequest'];
  return dataOf(api.POST('/api/v1/sources/{id}/test', { params: { path: { id: source.id } }, body }));
}

function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  return (error.body as { errors?: Record<string, string> } | undefined)?.errors ?? {};
}
