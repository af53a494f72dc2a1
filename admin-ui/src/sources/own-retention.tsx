import { FormControlLabel, Switch } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useFormContext, useWatch } from 'react-hook-form';
import { api, dataOf } from '../data/api.js';
import { useMay } from '../data/may.js';
import { FormSection } from '../ui/form/form-section.js';
import { RetentionFields } from '../ui/form/retention-fields.js';
import { bytesInWords } from '../ui/measures.js';
import { useRegion } from '../ui/use-region.js';

/** Rules of its own for one source; what is left empty follows the settings of all. */
export function OwnRetention(): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { setValue } = useFormContext();
  const rules: unknown = useWatch({ name: 'retention' });
  const isOwn = rules !== null && rules !== undefined;
  const [kept, setKept] = useState<unknown>({});
  const maySeeSettings = useMay('settings:manage');
  const { data: settings } = useQuery({
    queryKey: ['settings'],
    queryFn: () => dataOf(api.GET('/api/v1/settings')),
    enabled: maySeeSettings && isOwn,
  });

  const otherwise: Record<string, string> = {};
  if (settings !== undefined) {
    const { maxBackups, retentionDays, maxManual, quotaBytes, keep } = settings;
    for (const [name, value] of Object.entries({ maxBackups, retentionDays, maxManual })) otherwise[name] = `${value}`;
    for (const [name, value] of Object.entries(keep)) otherwise[`keep.${name}`] = `${value}`;
    otherwise.quotaBytes = bytesInWords(quotaBytes, locale);
  }

  return (
    <FormSection
      title={translate('resources.sources.section.retention')}
      about={translate('resources.sources.section.retention_about')}
    >
      <FormControlLabel
        control={
          <Switch
            checked={isOwn}
            onChange={(_event, checked) => {
              if (!checked) setKept(rules);
              setValue('retention', checked ? kept : null, { shouldDirty: true });
            }}
          />
        }
        label={translate('resources.sources.own_retention')}
      />
      {isOwn ? <RetentionFields within="retention." otherwise={otherwise} /> : null}
    </FormSection>
  );
}
