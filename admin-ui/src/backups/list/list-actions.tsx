import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import AddIcon from '@mui/icons-material/Add';
import { Button, CircularProgress } from '@mui/material';
import { type ReactNode, useState, useTransition } from 'react';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useHasSources } from '../../data/has-sources.js';
import { useMay } from '../../data/may.js';
import { lazyPage } from '../../ui/lazy-page.js';

const CreateBackup = lazyPage(() => import('../create/create-backup.js'));

/** What makes a backup: taking one, or bringing one. */
export function ListActions(): ReactNode {
  const translate = useTranslate();
  const mayCreate = useMay('backups:create');
  const hasSources = useHasSources();
  /** Before it was opened once, its code is not even there. */
  const [isOpen, setIsOpen] = useState<boolean | null>(null);
  const [isComing, startOpening] = useTransition();
  if (!mayCreate || !hasSources) return null;
  return (
    <>
      <Button component={Link} to="/backups/upload" startIcon={<UploadIcon />}>
        {translate('resources.backups.actions.upload')}
      </Button>
      <Button
        variant="contained"
        startIcon={isComing ? <CircularProgress size={18} color="inherit" /> : <AddIcon />}
        aria-busy={isComing}
        onClick={() => {
          startOpening(() => {
            setIsOpen(true);
          });
        }}
      >
        {translate('resources.backups.actions.create')}
      </Button>
      {isOpen === null ? null : (
        <CreateBackup
          isOpen={isOpen}
          onClose={() => {
            setIsOpen(false);
          }}
        />
      )}
    </>
  );
}
