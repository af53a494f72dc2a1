import EditIcon from '@mui/icons-material/EditOutlined';
import { Button } from '@mui/material';
import type { ReactNode } from 'react';
import { useCreatePath, useRecordContext, useResourceContext, useTranslate } from 'react-admin';
import { Link } from 'react-router-dom';

/** To the form of the record around it. It keeps its word on a phone, too, as all buttons beside it do. */
export function EditButton(): ReactNode {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const resource = useResourceContext() ?? '';
  const record = useRecordContext();
  if (record === undefined) return null;
  return (
    <Button
      variant="outlined"
      startIcon={<EditIcon />}
      component={Link}
      to={createPath({ resource, type: 'edit', id: record.id })}
    >
      {translate('ra.action.edit')}
    </Button>
  );
}
