import { Alert, Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { bytesInWords } from '../../ui/measures.js';
import { Proof } from '../../ui/proof.js';
import { TypedConfirmation } from '../../ui/typed-confirmation.js';
import type { Backup } from '../backup.js';
import { useRegion } from '../../ui/use-region.js';

interface BulkDeletionProps {
  isOpen: boolean;
  onClose: () => void;
  /** Those of the ticked ones that are still there. */
  backups: Backup[];
  count: number;
  onConfirm: () => Promise<void>;
}

/** Which backups go, how much goes with them, what safety backups are among them, and which will stay because they are pinned. */
export function BulkDeletion({ isOpen, onClose, backups, count, onConfirm }: BulkDeletionProps): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const words = (name: string, values?: Record<string, unknown>): string =>
    translate(`resources.backups.deletion.${name}`, values);
  const pinned = backups.filter((backup) => backup.pinned).length;
  const safety = backups.filter(({ origin }) => origin === 'safety').length;
  const bytes = backups.reduce((sum, { storedBytes }) => sum + (storedBytes ?? 0), 0);
  return (
    <TypedConfirmation
      isOpen={isOpen}
      onClose={onClose}
      title={words('many', { smart_count: count })}
      word={words('word')}
      act={words('act_many', { smart_count: count })}
      onConfirm={onConfirm}
    >
      <Typography gutterBottom>{words('goes_many', { size: bytesInWords(bytes, locale) })}</Typography>
      <Box
        component="ul"
        tabIndex={0}
        aria-label={words('list')}
        sx={{
          m: 0,
          p: 1,
          maxHeight: 240,
          overflow: 'auto',
          listStyle: 'none',
          border: 1,
          borderColor: 'divider',
          borderRadius: 1,
        }}
      >
        {backups.map(({ id, number, name, status, storedBytes, proof, origin, pinned: isPinned }) => (
          <Box key={id} component="li" sx={{ display: 'flex', gap: 1.5, py: 0.5, flexWrap: 'wrap' }}>
            <Box component="span" sx={{ flex: 1, minWidth: 160, overflowWrap: 'anywhere' }}>
              #{number} {name}
              {isPinned ? ` (${words('pinned')})` : ''}
              {origin === 'safety' ? ` (${words('safety')})` : ''}
            </Box>
            <Proof of={{ proof, status }} />
            <Box component="span" sx={{ minWidth: 72, textAlign: 'right' }}>
              {storedBytes === null ? '' : bytesInWords(storedBytes, locale)}
            </Box>
          </Box>
        ))}
      </Box>
      {safety === 0 ? null : (
        <Alert severity="warning" sx={{ mt: 2 }}>
          {words('safety_many', { smart_count: safety })}
        </Alert>
      )}
      {pinned === 0 ? null : (
        <Alert severity="info" sx={{ mt: 2 }}>
          {words('pinned_stay', { smart_count: pinned })}
        </Alert>
      )}
    </TypedConfirmation>
  );
}
