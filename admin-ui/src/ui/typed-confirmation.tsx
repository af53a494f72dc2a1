import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, TextField, Typography } from '@mui/material';
import { type ReactNode, type SyntheticEvent, useId, useState } from 'react';
import { useTranslate } from 'react-admin';
import { BusyButton } from './busy-button.js';
import { keepClick } from './keep-click.js';
import { ProblemAlert } from './problem-alert.js';

interface TypedConfirmationProps {
  isOpen: boolean;
  onClose: () => void;
  /** What will be done, as a question: "Delete this backup?" */
  title: string;
  /** What goes with it, and what stays. */
  children: ReactNode;
  /** What must be typed, letter by letter: a name, or RESTORE. */
  word: string;
  /** On the button: the act itself. */
  act: string;
  /** What it throws is shown, and the dialog stays; otherwise whoever asked closes it. */
  onConfirm: () => Promise<void>;
}

/** Before something that cannot be taken back: says what goes with it, and wants a word typed. */
export function TypedConfirmation({ isOpen, onClose, title, ...rest }: TypedConfirmationProps): ReactNode {
  const titleId = useId();
  return (
    <Dialog open={isOpen} onClick={keepClick} onClose={onClose} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <ConfirmationForm onClose={onClose} {...rest} />
    </Dialog>
  );
}

/** Made anew at each opening: what was typed before does not stand there. */
function ConfirmationForm({
  onClose,
  children,
  word,
  act,
  onConfirm,
}: Omit<TypedConfirmationProps, 'isOpen' | 'title'>): ReactNode {
  const translate = useTranslate();
  const [typed, setTyped] = useState('');
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const isWord = typed === word;
  const isWrong = typed.length >= word.length && !isWord;

  const confirm = async (): Promise<void> => {
    setIsBusy(true);
    setError(null);
    try {
      await onConfirm();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setIsBusy(false);
    }
  };

  return (
    <form
      noValidate
      onSubmit={(event: SyntheticEvent) => {
        event.preventDefault();
        if (isWord && !isBusy) void confirm();
      }}
    >
      <DialogContent sx={{ pt: 0 }}>
        <Stack spacing={2}>
          <Typography component="div" variant="body1">
            {children}
          </Typography>
          <ProblemAlert error={error} />
          <TextField
            autoFocus
            autoComplete="off"
            value={typed}
            label={translate('bs.confirm.type', { word })}
            error={isWrong}
            helperText={isWrong ? translate('bs.confirm.mistyped', { word }) : ' '}
            slotProps={{ htmlInput: { spellCheck: false, autoCapitalize: 'off' } }}
            onChange={({ target }) => {
              setTyped(target.value);
            }}
          />
        </Stack>
      </DialogContent>
      <DialogActions sx={{ px: 3, pb: 2 }}>
        <Button onClick={onClose}>{translate('ra.action.cancel')}</Button>
        <BusyButton type="submit" variant="contained" color="error" disabled={!isWord} isBusy={isBusy}>
          {act}
        </BusyButton>
      </DialogActions>
    </form>
  );
}
