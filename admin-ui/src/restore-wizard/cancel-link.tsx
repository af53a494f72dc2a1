import { Button, type ButtonProps } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Link, useParams } from 'react-router-dom';

/** Out of the wizard, to the backup that it began at. Nothing was written, and nothing is lost but the choices. */
export function CancelLink({ sx }: Pick<ButtonProps, 'sx'>): ReactNode {
  const translate = useTranslate();
  const { id = '' } = useParams();
  return (
    <Button component={Link} to={`/backups/${id}/show`} color="inherit" sx={sx}>
      {translate('ra.action.cancel')}
    </Button>
  );
}
