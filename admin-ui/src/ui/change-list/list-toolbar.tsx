import FilterIcon from '@mui/icons-material/FilterList';
import DownloadIcon from '@mui/icons-material/Download';
import { Badge, Box, Button, Drawer, Stack } from '@mui/material';
import { type ReactNode, useState } from 'react';
import {
  ColumnsButton,
  FilterLiveForm,
  type RaRecord,
  SearchInput,
  type SortPayload,
  useListContext,
  useTranslate,
} from 'react-admin';
import { BLOCKS, FilterBlocks, type Filter } from './filter-sidebar.js';

interface ListToolbarProps {
  search: boolean;
  csv: string | undefined;
  filters: Filter[];
}

/** Search on the left, columns and CSV on the right; filters too, where the sidebar has no room. */
export function ListToolbar({ search, csv, filters }: ListToolbarProps): ReactNode {
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
      <Box sx={{ flex: 1 }} />
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
            open={isOpen}
            onClose={() => {
              setIsOpen(false);
            }}
          >
            <Box sx={{ p: 2, width: 280, ...BLOCKS }}>
              <FilterBlocks filters={filters} />
            </Box>
          </Drawer>
        </>
      )}
      <ColumnsButton />
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
