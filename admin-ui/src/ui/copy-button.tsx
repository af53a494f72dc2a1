import CopyIcon from '@mui/icons-material/ContentCopy';
import DoneIcon from '@mui/icons-material/Check';
import { Box, IconButton, Popover, TextField, Tooltip } from '@mui/material';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslate } from 'react-admin';
import { VISUALLY_HIDDEN } from './visually-hidden.js';

const SAID_FOR_MS = 2_000;

interface CopyButtonProps {
  text: string;
  /** What it is, for its name: "Copy SHA-256". */
  what: string;
}

/** Puts a text on the clipboard. Browsers let pages do that by HTTPS alone; elsewhere the text is laid out to be copied. */
export function CopyButton({ text, what }: CopyButtonProps): ReactNode {
  const translate = useTranslate();
  const button = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<'idle' | 'copied' | 'by-hand'>('idle');
  const name = translate('bs.copy.do', { what });

  useEffect(() => {
    if (state !== 'copied') return;
    const timer = setTimeout(() => {
      setState('idle');
    }, SAID_FOR_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [state]);

  return (
    <>
      <Tooltip title={state === 'copied' ? translate('bs.copy.done') : name}>
        <IconButton
          ref={button}
          size="small"
          aria-label={name}
          onClick={() => {
            void copied(text).then((isDone) => {
              setState(isDone ? 'copied' : 'by-hand');
            });
          }}
        >
          {state === 'copied' ? <DoneIcon fontSize="inherit" color="success" /> : <CopyIcon fontSize="inherit" />}
        </IconButton>
      </Tooltip>
      <Box component="span" role="status" sx={VISUALLY_HIDDEN}>
        {state === 'copied' ? translate('bs.copy.done') : ''}
      </Box>
      <Popover
        open={state === 'by-hand'}
        // eslint-disable-next-line react-hooks/refs -- it is there before it can be opened
        anchorEl={button.current}
        onClose={() => {
          setState('idle');
        }}
      >
        <TextField
          autoFocus
          value={text}
          label={what}
          helperText={translate('bs.copy.by_hand')}
          sx={{ m: 2, width: 320, maxWidth: '80vw' }}
          slotProps={{
            htmlInput: {
              readOnly: true,
              onFocus: (event: React.FocusEvent<HTMLInputElement>) => {
                event.currentTarget.select();
              },
            },
          }}
        />
      </Popover>
    </>
  );
}

/** false: the browser does not let us. */
async function copied(text: string): Promise<boolean> {
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (clipboard === undefined) return false;
  return clipboard.writeText(text).then(
    () => true,
    () => false,
  );
}
