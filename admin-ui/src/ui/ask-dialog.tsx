import { Button, Dialog, DialogActions, DialogContent, DialogTitle, Stack, Typography } from '@mui/material';
import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useTranslate } from 'react-admin';
import { BusyButton } from './busy-button.js';
import { keepClick } from './keep-click.js';
import { ProblemAlert } from './problem-alert.js';

interface AskDialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  /** What will happen. */
  text: string;
  /** On the button: the act itself. */
  act: string;
  color?: 'primary' | 'warning' | 'error';
  mutation: Pick<UseMutationResult, 'error' | 'isPending' | 'reset'>;
  onAct: () => void;
  /** What is to be said with it. */
  children?: ReactNode;
}

/** Asks once more before something that can be taken back. What it cannot do is said here, and the dialog stays. */
export function AskDialog({
  isOpen,
  onClose,
  title,
  text,
  act,
  color = 'primary',
  mutation,
  onAct,
  children,
}: AskDialogProps): ReactNode {
  const translate = useTranslate();
  const titleId = useId();
  const close = (): void => {
    mutation.reset();
    onClose();
  };
  return (
    <Dialog open={isOpen} onClick={keepClick} onClose={close} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onAct();
        }}
      >
        <DialogContent sx={{ pt: 0 }}>
          <Stack spacing={2}>
            <Typography>{text}</Typography>
            {children}
            <ProblemAlert error={mutation.error} />
          </Stack>
        </DialogContent>
        <DialogActions sx={{ px: 3, pb: 2 }}>
          <Button onClick={close}>{translate('bs.dialog.not_now')}</Button>
          <BusyButton type="submit" variant="contained" color={color} isBusy={mutation.isPending}>
            {act}
          </BusyButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
