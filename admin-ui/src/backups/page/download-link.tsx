import { Box, Button, Dialog, DialogActions, DialogContent, DialogTitle, Skeleton, Typography } from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../../data/api.js';
import { MONOSPACE } from '../../theme/theme.js';
import { CopyButton } from '../../ui/copy-button.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { exactly } from '../../ui/time.js';
import { useRegion } from '../../ui/use-region.js';

interface DownloadLinkProps {
  backupId: string;
  artifactId: string;
  isOpen: boolean;
  onClose: () => void;
}

/** A link that needs no signing in, for an hour. It is made when it is asked for: each is recorded. */
export function DownloadLink({ isOpen, onClose, ...of }: DownloadLinkProps): ReactNode {
  const translate = useTranslate();
  const titleId = useId();
  return (
    <Dialog open={isOpen} onClose={onClose} aria-labelledby={titleId} fullWidth maxWidth="sm">
      <DialogTitle id={titleId}>{translate('resources.backups.artifact.link_title')}</DialogTitle>
      <DialogContent sx={{ pt: 0 }}>
        <Link {...of} />
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>{translate('ra.action.close')}</Button>
      </DialogActions>
    </Dialog>
  );
}

function Link({ backupId, artifactId }: Pick<DownloadLinkProps, 'backupId' | 'artifactId'>): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { data, error } = useQuery({
    // Not of backups: a link is made once, and not again for every change of a backup.
    queryKey: ['download-links', backupId, artifactId],
    queryFn: () =>
      dataOf(
        api.POST('/api/v1/backups/{id}/download-url', {
          params: { path: { id: backupId } },
          body: { artifact: artifactId },
        }),
      ),
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
  });
  if (error !== null) return <ProblemAlert error={error} />;
  if (data === undefined) return <Skeleton height={72} />;
  return (
    <>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, mb: 1 }}>
        <Typography component="code" sx={{ fontFamily: MONOSPACE, fontSize: 12, overflowWrap: 'anywhere' }}>
          {data.url}
        </Typography>
        <CopyButton text={data.url} what={translate('resources.backups.artifact.link_title')} />
      </Box>
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>
        {translate('resources.backups.artifact.link_help', { when: exactly(new Date(data.expiresAt), locale) })}
      </Typography>
    </>
  );
}
