import AddIcon from '@mui/icons-material/Add';
import ScheduleIcon from '@mui/icons-material/ScheduleOutlined';
import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import { useHasSources } from '../../data/has-sources.js';
import { useMay } from '../../data/may.js';
import { AddSource } from '../../sources/add-source.js';
import { EmptyState } from '../../ui/empty-state.js';

/** What to do first, where nothing runs by itself. */
export function NoSchedules({ sourceId }: { sourceId: string }): ReactNode {
  const translate = useTranslate();
  const mayManage = useMay('schedules:manage');
  const hasSources = useHasSources();
  const isOfAll = sourceId === '';
  return (
    <EmptyState
      icon={ScheduleIcon}
      title={translate(`resources.schedules.calendar.${isOfAll ? 'none' : 'none_of_source'}`)}
      text={translate('resources.schedules.calendar.none_help')}
    >
      {hasSources ? null : <AddSource />}
      {mayManage && hasSources ? (
        <Button
          component={Link}
          to={`/schedules/create${isOfAll ? '' : `?source=${encodeURIComponent(JSON.stringify({ sourceId }))}`}`}
          variant="contained"
          startIcon={<AddIcon />}
        >
          {translate('resources.schedules.action.first')}
        </Button>
      ) : null}
    </EmptyState>
  );
}
