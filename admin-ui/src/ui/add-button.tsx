import AddIcon from '@mui/icons-material/Add';
import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { useCreatePath, useResourceContext, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';

interface AddButtonProps {
  /** As a key. */
  label: string;
  /** Of another list than the one around it. */
  resource?: string;
}

/** To the form that adds a record. It stays where it stands on a phone, too, where react-admin's lies over the rows. */
export function AddButton({ label, resource }: AddButtonProps): ReactNode {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const around = useResourceContext();
  return (
    <Button
      variant="contained"
      startIcon={<AddIcon />}
      component={Link}
      to={createPath({ resource: resource ?? around ?? '', type: 'create' })}
    >
      {translate(label)}
    </Button>
  );
}
