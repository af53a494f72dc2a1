import { Box, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import {
  DataTable,
  type DataTableProps,
  List,
  type ListProps,
  Pagination,
  type SortPayload,
  useGetResourceLabel,
  useResourceContext,
} from 'react-admin';
import { PageTitle } from '../page-title.js';
import { ListToolbar } from './list-toolbar.js';
import { FilterSidebar, type Filter } from './filter-sidebar.js';
import { useColumnsInAddress } from './use-columns-in-address.js';

export interface ChangeListProps {
  /** The columns: `<DataTable.Col source="name" …>`. */
  children: ReactNode;
  /** In the sidebar, in this order. */
  filters?: Filter[];
  /** Whether the list takes `q`. */
  search?: boolean;
  sort?: SortPayload;
  /** Where the list as CSV is; the present filters and order are added. */
  csv?: string;
  /** Beside the heading: "Create backup". */
  actions?: ReactNode;
  /** Between toolbar and rows: a date hierarchy, a storage bar. */
  above?: ReactNode;
  /** What is done to the ticked rows; without any, rows have no box to tick. */
  bulkActions?: ReactNode;
  /** What to do first, where there are no records at all. */
  empty?: ReactNode;
  /** Where a click on a row goes. */
  rowClick?: DataTableProps['rowClick'];
  rowSx?: DataTableProps['rowSx'];
  /** What a row opens to. */
  expand?: DataTableProps['expand'];
  /** Columns that are not shown unless somebody wants them, by their sources. */
  hiddenColumns?: string[];
  /** Left out on a phone, by their sources: what matters less than what would have to be scrolled to. */
  wideColumns?: readonly string[];
  list?: Partial<ListProps>;
}

const NONE: string[] = [];

/** A list in the manner of Django's admin: search, filters at the side, columns that sort, actions on the ticked rows. */
export function ChangeList({
  children,
  filters = [],
  search = false,
  sort = { field: 'createdAt', order: 'DESC' },
  csv,
  actions,
  above,
  bulkActions,
  empty,
  rowClick = 'show',
  rowSx,
  expand,
  hiddenColumns = NONE,
  wideColumns = NONE,
  list,
}: ChangeListProps): ReactNode {
  const resource = useResourceContext() ?? '';
  useColumnsInAddress(`${resource}.datatable`, hiddenColumns);
  return (
    <>
      <ListHeading actions={actions} />
      <List
        sort={sort}
        perPage={25}
        actions={false}
        exporter={false}
        {...(empty === undefined ? { empty: false } : { empty: <>{empty}</> })}
        aside={filters.length === 0 ? undefined : <FilterSidebar filters={filters} />}
        pagination={<Pagination rowsPerPageOptions={[10, 25, 50, 100, 200]} />}
        {...list}
      >
        <ListToolbar search={search} csv={csv} filters={filters} />
        {above}
        {/* The table scrolls by itself: the bar of what is done to ticked rows lies above it. */}
        <Box
          sx={{
            position: 'relative',
            minWidth: 0,
            ...onlyWhereWide(wideColumns),
            // Without a tick it is away: nobody can reach by the keyboard what nobody sees.
            '& .RaBulkActionsToolbar-collapsed': { visibility: 'hidden' },
            '& .RaDataTable-tableWrapper, & .RaBulkActionsToolbar-toolbar:not(.RaBulkActionsToolbar-collapsed)': {
              overflowX: 'auto',
            },
          }}
        >
          <DataTable
            rowClick={rowClick}
            rowSx={rowSx}
            expand={expand}
            hiddenColumns={hiddenColumns}
            bulkActionButtons={bulkActions === undefined ? false : <>{bulkActions}</>}
          >
            {children}
          </DataTable>
        </Box>
      </List>
    </>
  );
}

function onlyWhereWide(sources: readonly string[]): Record<string, object> {
  const isWide = { display: { xs: 'none', sm: 'table-cell' } };
  return Object.fromEntries(sources.map((source) => [`& .column-${source}`, isWide]));
}

/** The name of what is listed, and what can be made of it. */
function ListHeading({ actions }: Pick<ChangeListProps, 'actions'>): ReactNode {
  const resource = useResourceContext() ?? '';
  const labelOf = useGetResourceLabel();
  return (
    <Stack direction="row" spacing={1} useFlexGap sx={{ pt: 2, pb: 0.5, alignItems: 'center', flexWrap: 'wrap' }}>
      <Box sx={{ flex: '1 1 auto', '& h1': { overflowWrap: 'break-word' } }}>
        <PageTitle title={labelOf(resource, 2)} />
      </Box>
      {actions}
    </Stack>
  );
}
