import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useTranslate } from 'react-admin';
import { MONOSPACE } from '../theme/theme.js';
import { CopyButton } from './copy-button.js';

interface ShownOnceProps {
  title: string;
  /** What it is for, and that it is not shown again. */
  text: string;
  secret: string;
  /** Its name: "Copy API key". */
  what: string;
  onClose: () => void;
}

/** A secret that the server says this once. It closes by its button alone, so that nobody loses it by a slip. */
export function ShownOnce({ title, text, secret, what, onClose }: ShownOnceProps): ReactNode {
  const translate = useTranslate();
  const titleId = useId();
  return (
    <Dialog open aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId}>{title}</DialogTitle>
      <DialogContent>
        <Typography sx={{ mb: 2 }}>{text}</Typography>
        <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', p: 1.5, borderRadius: 1, bgcolor: 'action.hover' }}>
          <Box component="code" sx={{ flex: 1, fontFamily: MONOSPACE, overflowWrap: 'anywhere' }}>
            {secret}
          </Box>
          <CopyButton text={secret} what={what} />
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {translate('bs.shown_once.kept')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
