import ColumnsIcon from '@mui/icons-material/ViewWeek';
import { Button, FormControlLabel, FormGroup, Popover, Switch } from '@mui/material';
import { Children, isValidElement, type ReactNode, useId, useState } from 'react';
import { useResourceContext, useStore, useTranslate, useTranslateLabel } from 'react-admin';

export interface Column {
  source: string;
  label: string | undefined;
}

/** The columns of a list that can be hidden: those with a name. */
export function columnsIn(children: ReactNode): Column[] {
  return Children.toArray(children).flatMap((child) => {
    if (!isValidElement<{ source?: string; label?: unknown }>(child)) return [];
    const { source, label } = child.props;
    if (source === undefined || label === false) return [];
    return [{ source, label: typeof label === 'string' ? label : undefined }];
  });
}

interface ColumnsMenuProps {
  columns: Column[];
  /** Where it is kept which are hidden, and which are as long as nobody chose. */
  storeKey: string;
  usual: string[];
}

/** Which columns are shown. */
export function ColumnsMenu({ columns, storeKey, usual }: ColumnsMenuProps): ReactNode {
  const translate = useTranslate();
  const labelOf = useTranslateLabel();
  const resource = useResourceContext();
  const title = useId();
  const [hidden, setHidden] = useStore<string[]>(storeKey, usual);
  const [anchor, setAnchor] = useState<Element | null>(null);
  return (
    <>
      <Button
        id={title}
        startIcon={<ColumnsIcon />}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={({ currentTarget }) => {
          setAnchor(currentTarget);
        }}
      >
        {translate('ra.action.select_columns')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => {
          setAnchor(null);
        }}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-labelledby': title } }}
      >
        <FormGroup sx={{ px: 2, py: 1 }}>
          {columns.map(({ source, label }) => (
            <FormControlLabel
              key={source}
              label={labelOf({ source, label, resource })}
              control={
                <Switch
                  size="small"
                  checked={!hidden.includes(source)}
                  onChange={(_, isShown) => {
                    setHidden(isShown ? hidden.filter((each) => each !== source) : [...hidden, source]);
                  }}
                />
              }
            />
          ))}
        </FormGroup>
      </Popover>
    </>
  );
}
