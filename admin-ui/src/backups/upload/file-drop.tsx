import FileIcon from '@mui/icons-material/UploadFileOutlined';
import { Alert, Box, Button, Typography } from '@mui/material';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { bytesInWords } from '../../ui/measures.js';
import { VISUALLY_HIDDEN } from '../../ui/visually-hidden.js';
import { kindOf, type UploadKind } from './upload-kind.js';
import { useRegion } from '../../ui/use-region.js';

export interface Dropped {
  file: File;
  kind: UploadKind;
  /** Of a dump that was made here, where it came along. */
  manifest: File | null;
}

interface FileDropProps {
  value: Dropped | null;
  onChange: (dropped: Dropped) => void;
}

/** Takes a dump, and its manifest, by drag and drop or by choosing; says at once what it is, and whether it is taken. */
export function FileDrop({ value, onChange }: FileDropProps): ReactNode {
  const translate = useTranslate();
  const [isOver, setIsOver] = useState(false);
  const [isDumpMissing, setIsDumpMissing] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const words = (name: string): string => translate(`resources.backups.upload.${name}`);
  const take = (files: FileList | null): void => {
    const all = [...(files ?? [])];
    const manifest = all.find(({ name }) => name.endsWith('.json')) ?? null;
    const file = all.find((each) => each !== manifest);
    setIsDumpMissing(file === undefined && manifest !== null && value === null);
    if (file === undefined) {
      if (manifest !== null && value !== null) onChange({ ...value, manifest });
      return;
    }
    void kindOf(file).then((kind) => {
      onChange({ file, kind, manifest });
    });
  };
  return (
    <Box
      onDragOver={(event) => {
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => {
        setIsOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setIsOver(false);
        take(event.dataTransfer.files);
      }}
      sx={{
        border: 2,
        borderStyle: 'dashed',
        borderColor: isOver ? 'primary.main' : 'divider',
        borderRadius: 2,
        bgcolor: isOver ? 'action.hover' : 'transparent',
        p: 3,
        textAlign: 'center',
        minHeight: 220,
      }}
    >
      <FileIcon sx={{ fontSize: 40, color: 'text.secondary' }} />
      <Typography sx={{ fontWeight: 650, mb: 0.5 }}>{words(isOver ? 'drop_here' : 'drop')}</Typography>
      <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1.5 }}>
        {words('kinds')}
      </Typography>
      <Button
        variant="outlined"
        onClick={() => {
          input.current?.click();
        }}
      >
        {words('choose')}
      </Button>
      <Box
        component="input"
        ref={input}
        type="file"
        multiple
        tabIndex={-1} // the button is where the keyboard gets to
        aria-label={words('choose')}
        sx={VISUALLY_HIDDEN}
        onChange={({ target }: React.ChangeEvent<HTMLInputElement>) => {
          take(target.files);
          target.value = '';
        }}
      />
      {isDumpMissing ? (
        <Alert severity="warning" role="status" sx={{ mt: 2, textAlign: 'left' }}>
          {words('manifest_alone')}
        </Alert>
      ) : null}
      {value === null ? null : <WhatItIs of={value} />}
    </Box>
  );
}

function WhatItIs({ of: { file, kind, manifest } }: { of: Dropped }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const what = kind.isTaken
    ? translate(`resources.backups.upload.kind.${kind.kind}`)
    : translate(`resources.backups.upload.refused.${kind.reason}`);
  return (
    <Alert severity={kind.isTaken ? 'success' : 'error'} role="status" sx={{ mt: 2, textAlign: 'left' }}>
      <b style={{ overflowWrap: 'anywhere' }}>{file.name}</b> · {bytesInWords(file.size, locale)} · {what}
      {manifest === null ? null : <div>+ {manifest.name}</div>}
    </Alert>
  );
}
