import { Link as MuiLink } from '@mui/material';
import { createContext, type MouseEvent, type ReactNode, use } from 'react';
import { type DataTableProps, useCreatePath, useExpanded, useRecordContext, useResourceContext } from 'react-admin';
import { Link } from 'react-router-dom';
import { keepClick } from '../keep-click.js';

/** What a click on a row of this list does. */
export const RowClick = createContext<DataTableProps['rowClick']>(false);

/**
 * The first words of a row: whoever has no mouse, or wants the record in a tab of its own, opens by them what a click anywhere
 * on the row opens.
 */
export function RowHead({ children }: { children: ReactNode }): ReactNode {
  const click = use(RowClick);
  if (click === 'show' || click === 'edit') return <ToRecord type={click}>{children}</ToRecord>;
  return click === 'expand' ? <ToDetails>{children}</ToDetails> : children;
}

function ToRecord({ type, children }: { type: 'show' | 'edit'; children: ReactNode }): ReactNode {
  const id = useRecordContext()?.id;
  const resource = useResourceContext();
  const createPath = useCreatePath();
  return (
    <MuiLink component={Link} to={createPath({ resource, id, type })} onClick={keepClick} underline="hover">
      {children}
    </MuiLink>
  );
}

function ToDetails({ children }: { children: ReactNode }): ReactNode {
  const id = useRecordContext()?.id ?? '';
  const [isOpen, toggle] = useExpanded(useResourceContext() ?? '', id);
  return (
    <MuiLink
      component="button"
      type="button"
      aria-expanded={isOpen}
      onClick={(event: MouseEvent) => {
        keepClick(event);
        toggle();
      }}
      underline="hover"
      sx={{ font: 'inherit', textAlign: 'start', verticalAlign: 'baseline' }}
    >
      {children}
    </MuiLink>
  );
}
