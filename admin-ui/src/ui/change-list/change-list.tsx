import { alpha, Box, Stack, type Theme, useMediaQuery } from '@mui/material';
import { Children, type ReactNode, useMemo } from 'react';
import {
  DataTable,
  type DataTableProps,
  List,
  type ListProps,
  type SortPayload,
  useGetResourceLabel,
  useResourceContext,
} from 'react-admin';
import { ON_A_PHONE } from '../narrow-table.js';
import { PageTitle } from '../page-title.js';
import { ColumnsInAddress } from './columns-in-address.js';
import { columnsIn } from './columns-menu.js';
import { FilterSidebar, type Filter } from './filter-sidebar.js';
import { ListToolbar } from './list-toolbar.js';
import { Pages, Readable, saidByThePage } from './readable.js';
import { RowClick } from './row-head.js';
import { SortedHead } from './sorted-head.js';
import { TICK_BOXES } from './tick-boxes.js';
import { TICKED_BAR, TickedRows } from './ticked-rows.js';

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
  /** What is done to the ticked rows; without any, rows have no box to tick. Their number is `resources.<room>.selected`. */
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
  /** Hidden on a phone unless somebody wants them there, by their sources: what matters less than what they push aside. */
  wideColumns?: string[];
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
  const { storeKey, hidden } = useColumns(hiddenColumns, wideColumns);
  return (
    <>
      <ColumnsInAddress key={storeKey} storeKey={storeKey} usual={hidden} />
      <ListHeading actions={actions} />
      <List
        sort={sort}
        perPage={25}
        actions={false}
        exporter={false}
        {...(empty === undefined ? { empty: false } : { empty: <>{empty}</> })}
        aside={filters.length === 0 ? undefined : <FilterSidebar filters={filters} />}
        pagination={<Pages />}
        error={false}
        queryOptions={{ onError: saidByThePage }}
        {...list}
      >
        <ListToolbar {...{ search, csv, filters, storeKey }} columns={columnsIn(children)} usual={hidden} />
        {above}
        <Readable>
          <RowClick value={rowClick}>
            {/* The table scrolls by itself: the bar of what is done to ticked rows lies above it. */}
            <Box
              sx={{
                position: 'relative',
                minWidth: 0,
                ...ON_A_PHONE,
                // Without a tick it is away: nobody can reach by the keyboard what nobody sees.
                '& .RaBulkActionsToolbar-collapsed': { visibility: 'hidden' },
                '& .RaDataTable-tableWrapper': { overflowX: 'auto' },
                '& .MuiTableCell-root': { px: { xs: 0.625, lg: 1.5 } },
                '& tbody .MuiTableCell-root': { maxWidth: 420, overflowWrap: { xs: 'anywhere', sm: 'break-word' } },
                ...TICKED_BAR,
                '& tbody .MuiTableRow-root:has(.MuiTableCell-paddingCheckbox input:checked)': {
                  bgcolor: (theme) => alpha(theme.palette.primary.main, 0.06),
                  boxShadow: (theme) => `inset 3px 0 ${theme.palette.primary.main}`,
                },
              }}
            >
              <DataTable
                rowClick={rowClick}
                rowSx={rowSx}
                expand={expand}
                storeKey={storeKey}
                hiddenColumns={hidden}
                head={SortedHead}
                bulkActionButtons={false}
                {...(bulkActions === undefined
                  ? {}
                  : {
                      bulkActionsToolbar: (
                        <TickedRows label={`resources.${resource}.selected`}>{bulkActions}</TickedRows>
                      ),
                    })}
              >
                {bulkActions === undefined ? children : [TICK_BOXES, ...Children.toArray(children)]}
              </DataTable>
            </Box>
          </RowClick>
        </Readable>
      </List>
    </>
  );
}

/** On a phone other columns are usual than where there is room, and what somebody chose there is kept for itself. */
function useColumns(hiddenColumns: string[], wideColumns: string[]): { storeKey: string; hidden: string[] } {
  const resource = useResourceContext() ?? '';
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm')) && wideColumns.length > 0;
  const hidden = useMemo(
    () => (isPhone ? [...hiddenColumns, ...wideColumns] : hiddenColumns),
    [isPhone, hiddenColumns, wideColumns],
  );
  return { storeKey: `${resource}.datatable${isPhone ? '.phone' : ''}`, hidden };
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
