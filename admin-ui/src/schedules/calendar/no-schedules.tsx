import AddIcon from '@mui/icons-material/Add';
import { Button, Card, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import { useMay } from '../../data/may.js';

/** What to do first, where nothing runs by itself. */
export function NoSchedules({ sourceId }: { sourceId: string }): ReactNode {
  const translate = useTranslate();
  const mayManage = useMay('schedules:manage');
  const isOfAll = sourceId === '';
  return (
    <Card sx={{ p: { xs: 3, sm: 6 }, display: 'grid', justifyItems: 'center', gap: 2, textAlign: 'center' }}>
      <Typography variant="h2" component="p">
        {translate(`resources.schedules.calendar.${isOfAll ? 'none' : 'none_of_source'}`)}
      </Typography>
      <Typography color="textSecondary" sx={{ maxWidth: 480 }}>
        {translate('resources.schedules.calendar.none_help')}
      </Typography>
      {mayManage ? (
        <Button
          component={Link}
          to={`/schedules/create${isOfAll ? '' : `?source=${encodeURIComponent(JSON.stringify({ sourceId }))}`}`}
          variant="contained"
          startIcon={<AddIcon />}
        >
          {translate('resources.schedules.action.add')}
        </Button>
      ) : null}
    </Card>
  );
}
