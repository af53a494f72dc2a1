import { Checkbox } from '@mui/material';
import type { ReactNode } from 'react';
import {
  DataTable,
  type RaRecord,
  useDataTableCallbacksContext,
  useDataTableDataContext,
  useDataTableSelectedIdsContext,
  useGetRecordRepresentation,
  useRecordContext,
  useResourceContext,
  useTranslate,
} from 'react-admin';

/** In place of react-admin's own boxes, which are all called alike. */
export const TICK_BOXES = (
  <DataTable.Col key="tick-boxes" label={<TickPage />} padding="checkbox">
    <TickRow />
  </DataTable.Col>
);

/** Called by the name or the number of what it ticks. With Shift it ticks all rows from the last one. */
function TickRow(): ReactNode {
  const translate = useTranslate();
  const record = useRecordContext();
  const nameOf = useGetRecordRepresentation(useResourceContext());
  const { handleToggleItem } = useDataTableCallbacksContext();
  const ticked = useDataTableSelectedIdsContext();
  if (record === undefined) return null;
  const name = nameOf(record);
  return (
    <Checkbox
      slotProps={{
        input: {
          'aria-label': translate('bs.list.tick_row', { name: typeof name === 'string' ? name : String(record.id) }),
        },
      }}
      checked={ticked?.includes(record.id) ?? false}
      onClick={(event) => {
        event.stopPropagation(); // a click on the row opens it
        handleToggleItem?.(record.id, event);
      }}
    />
  );
}

/** All rows of the page; those of others stay as they are. */
function TickPage(): ReactNode {
  const translate = useTranslate();
  const rows = useDataTableDataContext<RaRecord>() ?? [];
  const { onSelect } = useDataTableCallbacksContext();
  const ticked = useDataTableSelectedIdsContext() ?? [];
  const ids = rows.map(({ id }) => id);
  const others = ticked.filter((id) => !ids.includes(id));
  return (
    <Checkbox
      slotProps={{ input: { 'aria-label': translate('bs.list.tick_page') } }}
      checked={ids.length > 0 && ids.every((id) => ticked.includes(id))}
      onChange={(_, isTicked) => {
        onSelect?.(isTicked ? [...others, ...ids] : others);
      }}
    />
  );
}
