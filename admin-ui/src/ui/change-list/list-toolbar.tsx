import FilterIcon from '@mui/icons-material/FilterList';
import DownloadIcon from '@mui/icons-material/Download';
import { Badge, Box, Button, Drawer, Stack } from '@mui/material';
import { type ReactNode, useState } from 'react';
import {
  FilterLiveForm,
  type RaRecord,
  SearchInput,
  type SortPayload,
  useListContext,
  useTranslate,
} from 'react-admin';
import { VISUALLY_HIDDEN } from '../visually-hidden.js';
import { type Column, ColumnsMenu } from './columns-menu.js';
import { FilterBlocks, type Filter } from './filter-sidebar.js';

interface ListToolbarProps {
  search: boolean;
  csv: string | undefined;
  filters: Filter[];
  columns: Column[];
  storeKey: string;
  usual: string[];
}

/** Search on the left, columns and CSV on the right; filters too, where the sidebar has no room. */
export function ListToolbar({ search, csv, filters, columns, storeKey, usual }: ListToolbarProps): ReactNode {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  const list = useListContext<RaRecord>();
  const filled = Object.entries(list.filterValues as Filled).filter(([, value]) => value !== undefined && value !== '');
  const applied = filters.filter(({ source }) => filled.some(([name]) => name === source)).length;
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ p: 1.5, alignItems: 'center', flexWrap: 'wrap' }}>
      {search ? (
        <Box sx={{ flex: '1 1 220px', maxWidth: 420 }}>
          <FilterLiveForm>
            <SearchInput source="q" alwaysOn helperText={false} sx={{ m: 0, width: '100%' }} />
          </FilterLiveForm>
        </Box>
      ) : null}
      <Box sx={{ flex: 1 }}>
        <Box component="span" role="status" sx={VISUALLY_HIDDEN}>
          {list.isPending || list.error !== null ? '' : translate('bs.list.found', { smart_count: list.total })}
        </Box>
      </Box>
      {filters.length === 0 ? null : (
        <>
          <Badge badgeContent={applied} color="primary" sx={{ display: { lg: 'none' } }}>
            <Button
              startIcon={<FilterIcon />}
              onClick={() => {
                setIsOpen(true);
              }}
            >
              {translate('bs.list.filters')}
            </Button>
          </Badge>
          <Drawer
            anchor="right"
            slotProps={{ paper: { role: 'dialog', 'aria-label': translate('bs.list.filters') } }}
            open={isOpen}
            onClose={() => {
              setIsOpen(false);
            }}
          >
            <Stack spacing={1} sx={{ p: 2, width: 280 }}>
              <FilterBlocks filters={filters} />
              <Button
                variant="contained"
                onClick={() => {
                  setIsOpen(false);
                }}
              >
                {translate('ra.action.close')}
              </Button>
            </Stack>
          </Drawer>
        </>
      )}
      <ColumnsMenu columns={columns} storeKey={storeKey} usual={usual} />
      {csv === undefined ? null : (
        <Button startIcon={<DownloadIcon />} href={csvAddress(csv, filled, list.sort)} download>
          {translate('bs.list.csv')}
        </Button>
      )}
    </Stack>
  );
}

/** What a list is filtered by: as it stands in the address. */
type Filled = Record<string, string | number | boolean | undefined>;

function csvAddress(path: string, filled: [string, Filled[string]][], sort: SortPayload): string {
  const query = new URLSearchParams({ sort: sort.field, order: sort.order.toLowerCase() });
  for (const [name, value] of filled) query.set(name, String(value));
  return `${path}?${query.toString()}`;
}
