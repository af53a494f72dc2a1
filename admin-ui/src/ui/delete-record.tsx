import DeleteIcon from '@mui/icons-material/DeleteOutlined';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useNotify, useRedirect, useTranslate } from 'react-admin';
import { TypedAct } from './typed-act.js';

interface DeleteRecordProps {
  /** Whose words say what is asked, and that it is done: `resources.<resource>.delete.…`. */
  resource: string;
  /** What must be typed. */
  name: string;
  onDelete: () => Promise<unknown>;
  /** What goes with it, and what stays; asked for when the dialog opens. `…delete.text` where it is absent. */
  children?: ReactNode;
}

/** Deletes a record: its name is typed first, its list is shown afterwards. */
export function DeleteRecord({ resource, name, onDelete, children }: DeleteRecordProps): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const redirect = useRedirect();
  const queries = useQueryClient();
  const words = (key: string): string => translate(`resources.${resource}.delete.${key}`, { name });
  return (
    <TypedAct
      label={translate('ra.action.delete')}
      button={{ variant: 'outlined', startIcon: <DeleteIcon /> }}
      title={words('title')}
      word={name}
      act={words('act')}
      onConfirm={async () => {
        await onDelete();
        notify(`resources.${resource}.done.delete`, { type: 'success', messageArgs: { name } });
        redirect('list', resource);
        void queries.invalidateQueries(); // what went with it is in other lists
      }}
    >
      {children ?? <p>{words('text')}</p>}
    </TypedAct>
  );
}
