import { Card, CardContent, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import type { components } from '../api/schema.js';
import { api, dataOf } from '../data/api.js';
import { RetentionTrial } from '../ui/retention-trial.js';
import { retentionRules, settingsChanges } from './settings-values.js';

type Settings = components['schemas']['SettingsResponse'];
type Values = Record<string, unknown>;

/** Which backups the form's values would delete; nothing is saved by asking. */
export function RetentionPreview({ settings }: { settings: Settings }): ReactNode {
  const translate = useTranslate();
  const { getValues } = useFormContext<Values>();
  const values = useWatch<Values>();
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
          <RetentionTrial
            label={translate('resources.settings.preview.button')}
            rules={retentionRules(values)}
            ask={() =>
              dataOf(api.POST('/api/v1/settings/preview', { body: settingsChanges(getValues(), { ...settings }) }))
            }
            hasLinks={false}
          />
        </Stack>
      </CardContent>
    </Card>
  );
}
