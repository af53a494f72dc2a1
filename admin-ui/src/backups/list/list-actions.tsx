import UploadIcon from '@mui/icons-material/UploadFileOutlined';
import AddIcon from '@mui/icons-material/Add';
import { Button } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';
import { useMay } from '../../data/may.js';
import { CreateBackup } from '../create/create-backup.js';

/** What makes a backup: taking one, or bringing one. */
export function ListActions(): ReactNode {
  const translate = useTranslate();
  const mayCreate = useMay('backups:create');
  const [isOpen, setIsOpen] = useState(false);
  if (!mayCreate) return null;
  return (
    <>
      <Button component={Link} to="/backups/upload" startIcon={<UploadIcon />}>
        {translate('resources.backups.actions.upload')}
      </Button>
      <Button
        variant="contained"
        startIcon={<AddIcon />}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {translate('resources.backups.actions.create')}
      </Button>
      <CreateBackup
        isOpen={isOpen}
        onClose={() => {
          setIsOpen(false);
        }}
      />
    </>
  );
}
