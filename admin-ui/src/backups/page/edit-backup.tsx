import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useId, useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { api } from '../../data/api.js';
import { fieldErrorOf } from '../../data/field-error.js';
import { BusyButton } from '../../ui/busy-button.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import type { Backup } from '../backup.js';
import { tagsIn } from '../tags.js';

interface EditBackupProps {
  of: Backup;
  isOpen: boolean;
  onClose: () => void;
}

/** How people call a backup, what they say of it, and its tags. */
export function EditBackup({ of: backup, isOpen, onClose }: EditBackupProps): ReactNode {
  const translate = useTranslate();
  const titleId = useId();
  return (
    <Dialog open={isOpen} onClose={onClose} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId}>{translate('resources.backups.edit.title')}</DialogTitle>
      <EditForm of={backup} onClose={onClose} />
    </Dialog>
  );
}

function EditForm({ of: backup, onClose }: Omit<EditBackupProps, 'isOpen'>): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const queries = useQueryClient();
  const [name, setName] = useState(backup.name);
  const [description, setDescription] = useState(backup.description ?? '');
  const [tags, setTags] = useState(backup.tags.join(', '));
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const save = async (): Promise<void> => {
    setIsBusy(true);
    setError(null);
    try {
      await api.PATCH('/api/v1/backups/{id}', {
        params: { path: { id: backup.id } },
        body: { name, description: description === '' ? null : description, tags: tagsIn(tags) },
      });
      await queries.invalidateQueries({ queryKey: ['backups'] });
      notify('resources.backups.edit.saved', { type: 'success' });
      onClose();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setIsBusy(false);
    }
  };
  const field = (key: string, value: string, onChange: (value: string) => void): object => {
    const message = fieldErrorOf(error, key);
    return {
      label: translate(`resources.backups.fields.${key}`),
      value,
      error: message !== undefined,
      ...(message === undefined ? {} : { helperText: message }),
      onChange: ({ target }: { target: HTMLInputElement }) => {
        onChange(target.value);
      },
    };
  };

  return (
    <form
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (!isBusy) void save();
      }}
    >
      <DialogContent sx={{ pt: 0 }}>
        <Stack spacing={1.5}>
          <TextField autoFocus {...field('name', name, setName)} />
          <TextField multiline minRows={3} {...field('description', description, setDescription)} />
          <TextField helperText={translate('resources.backups.create.tags_help')} {...field('tags', tags, setTags)} />
          <ProblemAlert error={error} />
        </Stack>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <BusyButton type="submit" variant="contained" isBusy={isBusy}>
          {translate('ra.action.save')}
        </BusyButton>
      </DialogActions>
    </form>
  );
}
