import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import RefusedIcon from '@mui/icons-material/BlockOutlined';
import {
  Button,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  List,
  ListItem,
  ListItemIcon,
  ListItemText,
} from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import type { Backup } from '../backup.js';
import type { Batched } from './in-batches.js';

type Refusal = components['schemas']['BulkOutcomeResponse']['refused'][number];

export interface Outcome extends Batched<Refusal> {
  action: 'delete' | 'verify' | 'pin' | 'unpin';
  /** For their names. */
  backups: Backup[];
}

/** What became of each: those that were refused first, and why. */
export function BulkOutcome({ outcome, onClose }: { outcome: Outcome; onClose: () => void }): ReactNode {
  const translate = useTranslate();
  const titleId = useId();
  const { action, done, refused, backups, endedBy } = outcome;
  const nameOf = (id: string): string => {
    const backup = backups.find((each) => each.id === id);
    return backup === undefined ? id : `#${backup.number} ${backup.name}`;
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId}>
        {translate(`resources.backups.bulk.${action}`, { smart_count: done.length })}
        {refused.length === 0
          ? ''
          : `, ${translate('resources.backups.bulk.refused', { smart_count: refused.length })}`}
      </DialogTitle>
      <DialogContent dividers sx={{ py: 0 }}>
        <ProblemAlert error={endedBy} />
        <List dense>
          {refused.map(({ id, code, detail }) => (
            <ListItem key={id} disableGutters>
              <ListItemIcon sx={{ minWidth: 36 }}>
                <RefusedIcon color="warning" titleAccess={translate('bs.history.outcome.refused')} />
              </ListItemIcon>
              <ListItemText primary={nameOf(id)} secondary={`${detail} (${code})`} />
            </ListItem>
          ))}
          {done.map((id) => (
            <ListItem key={id} disableGutters>
              <ListItemIcon sx={{ minWidth: 36 }}>
                <DoneIcon color="success" titleAccess={translate('bs.history.outcome.ok')} />
              </ListItemIcon>
              <ListItemText primary={nameOf(id)} />
            </ListItem>
          ))}
        </List>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          {translate('ra.action.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
