import FailedIcon from '@mui/icons-material/CancelOutlined';
import OkIcon from '@mui/icons-material/CheckCircleOutlined';
import { Alert, List, ListItem, ListItemIcon, ListItemText, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';

/** Every check of a connection test: what it looked at, what it found, and what to do where it failed. */
export function CheckList({ outcome }: { outcome: components['schemas']['SourceTestResponse'] }): ReactNode {
  const translate = useTranslate();
  const failed = outcome.checks.filter(({ ok }) => !ok).length;
  return (
    <>
      <Alert severity={outcome.ok ? 'success' : 'error'} variant="outlined" role="status">
        {outcome.ok
          ? translate('resources.sources.test.all_well')
          : translate('resources.sources.test.failed', { smart_count: failed })}
      </Alert>
      <List dense disablePadding>
        {outcome.checks.map(({ name, ok, detail, hint }) => (
          <ListItem key={name} disableGutters alignItems="flex-start">
            <ListItemIcon sx={{ minWidth: 32, mt: 0.75 }}>
              {ok ? (
                <OkIcon color="success" titleAccess={translate('resources.sources.test.ok')} />
              ) : (
                <FailedIcon color="error" titleAccess={translate('resources.sources.test.not_ok')} />
              )}
            </ListItemIcon>
            <ListItemText
              disableTypography
              primary={
                <Typography sx={{ fontWeight: 600 }}>
                  {translate(`resources.sources.check.${name.replaceAll(' ', '_')}`, { _: name })}
                </Typography>
              }
              secondary={
                <>
                  <Typography variant="body2" color={ok ? 'textSecondary' : 'error'} sx={{ overflowWrap: 'anywhere' }}>
                    {detail}
                  </Typography>
                  {hint === undefined ? null : <Typography variant="body2">{hint}</Typography>}
                </>
              }
            />
          </ListItem>
        ))}
      </List>
    </>
  );
}
