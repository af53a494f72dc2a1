import DownloadIcon from '@mui/icons-material/Download';
import LinkIcon from '@mui/icons-material/Link';
import PlainIcon from '@mui/icons-material/LockOpen';
import { Box, Button, IconButton, Tooltip, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useMay } from '../../data/may.js';
import { MONOSPACE } from '../../theme/theme.js';
import { CopyButton } from '../../ui/copy-button.js';
import { bytesInWords } from '../../ui/measures.js';
import { ratioInWords } from '../artifact-measures.js';
import { type Backup, isReady } from '../backup.js';
import { DownloadLink } from './download-link.js';
import { SectionCard } from '../../ui/section-card.js';
import { useRegion } from '../../ui/use-region.js';

type Artifact = Backup['artifacts'][number];

/** What lies in the store of a backup, to be taken away. */
export function Artifacts({ of: backup }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  // While a backup is made, its files have names already, and are not there.
  const stored = backup.artifacts.filter(({ storedBytes }) => storedBytes !== null);
  if (stored.length === 0) return null;
  return (
    <SectionCard title={translate('resources.backups.page.artifacts')}>
      {stored.map((artifact) => (
        <ArtifactOf key={artifact.id} backup={backup} artifact={artifact} />
      ))}
    </SectionCard>
  );
}

function ArtifactOf({ backup, artifact }: { backup: Backup; artifact: Artifact }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { fileName, storedBytes, rawBytes, sha256, compression, encryption } = artifact;
  const words = (name: string): string => translate(`resources.backups.artifact.${name}`);
  const ratio = ratioInWords(artifact, locale);
  const sizes = [
    ...(storedBytes === null ? [] : [`${words('stored')} ${bytesInWords(storedBytes, locale)}`]),
    ...(rawBytes === null ? [] : [`${words('plain')} ${bytesInWords(rawBytes, locale)}`]),
    ...(ratio === null ? [] : [ratio]),
    [compression, encryption].filter((form) => form !== 'none').join(' + '),
  ].filter((part) => part !== '');
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'center' }}>
      <Box sx={{ flex: '1 1 360px', minWidth: 0 }}>
        <Typography sx={{ fontWeight: 650, overflowWrap: 'anywhere' }}>{fileName}</Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {sizes.join(' · ')}
        </Typography>
        {sha256 === null ? null : (
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}>
            <Typography component="span" variant="body2" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
              {words('sha256')}
            </Typography>
            <Typography
              component="code"
              noWrap
              title={sha256}
              sx={{ fontFamily: MONOSPACE, fontSize: 12, minWidth: 0 }}
            >
              {sha256}
            </Typography>
            <CopyButton text={sha256} what={words('sha256')} />
          </Box>
        )}
      </Box>
      {isReady(backup) ? <Downloads backupId={backup.id} artifact={artifact} /> : null}
    </Box>
  );
}

function Downloads({ backupId, artifact }: { backupId: string; artifact: Artifact }): ReactNode {
  const translate = useTranslate();
  const mayDownload = useMay('backups:download');
  const mayDecrypt = useMay('backups:decrypt');
  const [isLinkOpen, setIsLinkOpen] = useState(false);
  if (!mayDownload) return null;
  const address = `/api/v1/backups/${backupId}/download?artifact=${artifact.id}`;
  const words = (name: string): string => translate(`resources.backups.artifact.${name}`);
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <Button variant="outlined" startIcon={<DownloadIcon />} href={address} download={artifact.fileName}>
        {words('download')}
      </Button>
      {mayDecrypt ? (
        <Tooltip describeChild title={words('plain_help')}>
          <Button startIcon={<PlainIcon />} href={`${address}&decrypt=true`} download>
            {words('download_plain')}
          </Button>
        </Tooltip>
      ) : null}
      <Tooltip title={words('link')}>
        <IconButton
          color="primary"
          aria-label={words('link')}
          onClick={() => {
            setIsLinkOpen(true);
          }}
        >
          <LinkIcon />
        </IconButton>
      </Tooltip>
      <DownloadLink
        backupId={backupId}
        artifactId={artifact.id}
        isOpen={isLinkOpen}
        onClose={() => {
          setIsLinkOpen(false);
        }}
      />
    </Box>
  );
}
