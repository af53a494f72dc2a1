import ExpandIcon from '@mui/icons-material/ExpandMore';
import {
  Alert,
  Button,
  Checkbox,
  Collapse,
  Dialog,
  DialogActions,
  DialogContent,
  DialogTitle,
  FormControlLabel,
  FormHelperText,
  Stack,
  TextField,
} from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useId, useState } from 'react';
import { useGetList, useTranslate } from 'react-admin';
import { Link, useNavigate, useSearchParams } from 'react-router-dom';
import { api, dataOf } from '../../data/api.js';
import { fieldErrorOf } from '../../data/field-error.js';
import { BusyButton } from '../../ui/busy-button.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import type { Backup } from '../backup.js';
import { tagsIn } from '../tags.js';
import { Estimate } from './estimate.js';
import { type Source, SourceChoice } from '../../ui/source-choice.js';

/** What "more options" hold. */
const MORE_FIELDS = ['name', 'description', 'tags', 'appVersion'];

interface CreateBackupProps {
  isOpen: boolean;
  onClose: () => void;
}

/** A backup in two clicks: the source stands there where there is one to be expected, and what it will take is said before. */
export default function CreateBackup({ isOpen, onClose }: CreateBackupProps): ReactNode {
  const translate = useTranslate();
  const titleId = useId();
  return (
    <Dialog open={isOpen} onClose={onClose} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId}>{translate('resources.backups.actions.create')}</DialogTitle>
      <CreateForm onClose={onClose} />
    </Dialog>
  );
}

/** What the list is limited to, by the address; else the only source, or that of the newest backup. */
function useExpectedSource(): Source | null | undefined {
  const [parameters] = useSearchParams();
  const { data: newest } = useGetList<Backup>('backups', {
    pagination: { page: 1, perPage: 1 },
    sort: { field: 'createdAt', order: 'DESC' },
  });
  const { data: sources } = useGetList<Source>('sources', {
    pagination: { page: 1, perPage: 200 },
    sort: { field: 'name', order: 'ASC' },
  });
  if (sources === undefined || newest === undefined) return undefined;
  const sourceId = sourceIdIn(parameters.get('filter')) ?? newest[0]?.sourceId;
  return sources.find(({ id }) => id === sourceId) ?? sources[0] ?? null;
}

/** Of a list's filter, as it stands in the address; an address may be mistyped. */
function sourceIdIn(filter: string | null): string | undefined {
  try {
    return (JSON.parse(filter ?? '{}') as { sourceId?: string } | null)?.sourceId;
  } catch {
    return undefined;
  }
}

function CreateForm({ onClose }: Pick<CreateBackupProps, 'onClose'>): ReactNode {
  const translate = useTranslate();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const expected = useExpectedSource();
  const [chosen, setChosen] = useState<Source | null>(null);
  const [isMore, setIsMore] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const source = chosen ?? expected ?? null;
  const words = (name: string): string => translate(`resources.backups.create.${name}`);

  if (expected === null) return <NoSources onClose={onClose} />;

  const create = async (form: FormData): Promise<void> => {
    if (source === null) return;
    setIsBusy(true);
    setError(null);
    try {
      const { backup } = await dataOf(
        api.POST('/api/v1/backups', { body: { sourceId: source.id, ...optionsIn(form) } }),
      );
      void queries.invalidateQueries({ queryKey: ['backups'] });
      onClose();
      await navigate(`/backups/${backup.id}/show`);
    } catch (thrown) {
      setError(thrown);
      if (MORE_FIELDS.some((field) => fieldErrorOf(thrown, field) !== undefined)) setIsMore(true);
    } finally {
      setIsBusy(false);
    }
  };
  const wrong = (field: string): { error: boolean; helperText?: string } => {
    const message = fieldErrorOf(error, field);
    return { error: message !== undefined, ...(message === undefined ? {} : { helperText: message }) };
  };

  return (
    <form
      noValidate
      onSubmit={(event: SyntheticEvent<HTMLFormElement>) => {
        event.preventDefault();
        if (!isBusy) void create(new FormData(event.currentTarget));
      }}
    >
      <DialogContent sx={{ pt: 0 }}>
        <Stack spacing={2}>
          <SourceChoice value={source} onChange={setChosen} />
          {source === null ? null : <Estimate sourceId={source.id} />}
          <div>
            <Button
              size="small"
              aria-expanded={isMore}
              endIcon={<ExpandIcon sx={{ transform: isMore ? 'rotate(180deg)' : 'none' }} />}
              onClick={() => {
                setIsMore(!isMore);
              }}
            >
              {words('more')}
            </Button>
            <Collapse in={isMore}>
              {/* Folded it is still there, with what was typed: it is sent, too. */}
              <Stack spacing={1.5} sx={{ pt: 1 }}>
                <TextField name="name" label={words('name')} helperText={words('name_help')} {...wrong('name')} />
                <TextField
                  name="description"
                  label={words('description')}
                  multiline
                  minRows={2}
                  {...wrong('description')}
                />
                <TextField name="tags" label={words('tags')} helperText={words('tags_help')} {...wrong('tags')} />
                <TextField name="appVersion" label={words('app_version')} {...wrong('appVersion')} />
                <div>
                  <FormControlLabel control={<Checkbox name="fingerprints" />} label={words('fingerprints')} />
                  <FormHelperText sx={{ mt: 0, ml: 4 }}>{words('fingerprints_help')}</FormHelperText>
                </div>
              </Stack>
            </Collapse>
          </div>
          <ProblemAlert error={error} />
        </Stack>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <BusyButton type="submit" variant="contained" disabled={source === null} isBusy={isBusy}>
          {words('start')}
        </BusyButton>
      </DialogActions>
    </form>
  );
}

function NoSources({ onClose }: Pick<CreateBackupProps, 'onClose'>): ReactNode {
  const translate = useTranslate();
  return (
    <>
      <DialogContent sx={{ pt: 0 }}>
        <Alert severity="info">{translate('resources.backups.create.no_source')}</Alert>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <Button component={Link} to="/sources/create" variant="contained">
          {translate('resources.backups.create.add_source')}
        </Button>
      </DialogActions>
    </>
  );
}

/** What is filled in; what is left empty is the server's to choose. */
function optionsIn(form: FormData): {
  name?: string;
  description?: string;
  tags?: string[];
  appVersion?: string;
  fingerprints?: boolean;
} {
  const [name, description, tags, appVersion] = ['name', 'description', 'tags', 'appVersion'].map((field) => {
    const value = form.get(field);
    return typeof value === 'string' ? value.trim() : '';
  }) as [string, string, string, string];
  return {
    ...(name === '' ? {} : { name }),
    ...(description === '' ? {} : { description }),
    ...(tags === '' ? {} : { tags: tagsIn(tags) }),
    ...(appVersion === '' ? {} : { appVersion }),
    ...(form.has('fingerprints') ? { fingerprints: true } : {}),
  };
}
