import { Chip, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';

export function ScopeNames({ of }: { of: string[] }): ReactNode {
  const translate = useTranslate();
  return (
    <Stack component="span" direction="row" useFlexGap spacing={0.5} sx={{ flexWrap: 'wrap' }}>
      {of.map((scope) => (
        <Chip key={scope} label={translate(`resources.api-keys.scope.${scope}`)} />
      ))}
    </Stack>
  );
}
