import {
  Alert,
  AlertTitle,
  Button,
  Card,
  CardContent,
  Link as MuiLink,
  Stack,
  TextField,
  Typography,
} from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type SyntheticEvent, useEffect, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { fieldErrorOf } from '../../data/field-error.js';
import type { Progress } from '../../live/live-feed.js';
import { BusyButton } from '../../ui/busy-button.js';
import { PageTitle } from '../../ui/page-title.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { type Source, SourceChoice } from '../../ui/source-choice.js';
import { type Dropped, FileDrop } from './file-drop.js';
import { LeavingIsAsked } from './leaving-is-asked.js';
import { sendUpload, UploadLost, UploadStopped } from './send-upload.js';
import { WhatCameIn } from './what-came-in.js';

/** A dump that somebody has becomes a backup of a source. */
export default function UploadPage(): ReactNode {
  const translate = useTranslate();
  const [cameIn, setCameIn] = useState<string | null>(null);
  return (
    <Stack spacing={2} sx={{ py: 2, maxWidth: 760 }}>
      <Typography variant="body2">
        <MuiLink component={Link} to="/backups">
          ← {translate('resources.backups.name', { smart_count: 2 })}
        </MuiLink>
      </Typography>
      <PageTitle title={translate('resources.backups.upload.title')} />
      {cameIn === null ? (
        <UploadForm onSent={setCameIn} />
      ) : (
        <WhatCameIn
          id={cameIn}
          onAnother={() => {
            setCameIn(null);
          }}
        />
      )}
    </Stack>
  );
}

function UploadForm({ onSent }: { onSent: (backupId: string) => void }): ReactNode {
  const translate = useTranslate();
  const queries = useQueryClient();
  const [dropped, setDropped] = useState<Dropped | null>(null);
  const [source, setSource] = useState<Source | null>(null);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [progress, setProgress] = useState<Progress | null>(null);
  const [error, setError] = useState<unknown>(null);
  const stop = useRef<AbortController | null>(null);
  const isSending = progress !== null;
  const words = (key: string): string => translate(`resources.backups.upload.${key}`);
  useEffect(
    () => () => {
      stop.current?.abort();
    },
    [],
  );

  const send = async (sourceId: string, { file, manifest }: Dropped): Promise<void> => {
    const control = new AbortController();
    stop.current = control;
    setError(null);
    setProgress({ percent: 0, phase: 'sending', bytes: 0, bytesPerSecond: 0, etaSeconds: null });
    try {
      const { backup } = await sendUpload(
        { sourceId, file, manifest, name: name.trim(), description: description.trim() },
        { signal: control.signal, onProgress: setProgress },
      );
      void queries.invalidateQueries({ queryKey: ['backups'] });
      onSent(backup.id);
    } catch (thrown) {
      setError(thrown);
    } finally {
      stop.current = null;
      setProgress(null);
    }
  };
  const wrong = (field: string): { error: boolean; helperText?: string } => {
    const message = fieldErrorOf(error, field);
    return { error: message !== undefined, ...(message === undefined ? {} : { helperText: message }) };
  };

  return (
    <>
      <LeavingIsAsked isSending={isSending} />
      <Card
        component="form"
        noValidate
        onSubmit={(event: SyntheticEvent) => {
          event.preventDefault();
          if (source !== null && dropped?.kind.isTaken === true && !isSending) void send(source.id, dropped);
        }}
      >
        <CardContent>
          <Stack spacing={2}>
            <FileDrop value={dropped} onChange={setDropped} />
            <SourceChoice value={source} onChange={setSource} error={fieldErrorOf(error, 'sourceId')} />
            <TextField
              value={name}
              label={words('name')}
              helperText={words('name_help')}
              onChange={({ target }) => {
                setName(target.value);
              }}
              {...wrong('name')}
            />
            <TextField
              multiline
              minRows={2}
              value={description}
              label={words('description')}
              onChange={({ target }) => {
                setDescription(target.value);
              }}
              {...wrong('description')}
            />
            <UploadProblem error={error} />
            {isSending ? (
              <ProgressBar progress={progress} phase={words(progress.percent >= 100 ? 'received' : 'sending')} />
            ) : null}
            <Stack direction="row" spacing={1}>
              <BusyButton
                type="submit"
                variant="contained"
                isBusy={isSending}
                disabled={source === null || dropped?.kind.isTaken !== true}
              >
                {words('send')}
              </BusyButton>
              {isSending ? (
                <Button
                  onClick={() => {
                    stop.current?.abort();
                  }}
                >
                  {words('stop')}
                </Button>
              ) : null}
            </Stack>
          </Stack>
        </CardContent>
      </Card>
    </>
  );
}

function UploadProblem({ error }: { error: unknown }): ReactNode {
  const translate = useTranslate();
  const words = (key: string): string => translate(`resources.backups.upload.${key}`);
  if (error instanceof UploadStopped) return <Alert severity="info">{words('stopped')}</Alert>;
  if (!(error instanceof UploadLost)) return <ProblemAlert error={error} />;
  return (
    <Alert severity="error">
      <AlertTitle>{words('lost')}</AlertTitle>
      {words('lost_hint')}
    </Alert>
  );
}
