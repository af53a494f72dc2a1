import {
  Box,
  Skeleton,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TablePagination,
  TableRow,
  TableSortLabel,
  TextField,
  Typography,
} from '@mui/material';
import { type ReactNode, useMemo, useState } from 'react';
import { useTranslate } from 'react-admin';
import { ON_A_PHONE, WIDE_ONLY } from './narrow-table.js';

export interface LocalColumn<Row> {
  name: string;
  /** In words. */
  label: string;
  /** What it is sorted by, and shown where there is no `show`. */
  value: (row: Row) => string | number;
  show?: (row: Row) => ReactNode;
  isNumber?: boolean;
  /** Left out on a phone: what matters less than what it pushes aside. */
  isWide?: boolean;
}

interface LocalTableProps<Row> {
  /** What the table holds, for whoever does not see it. */
  label: string;
  rows: readonly Row[];
  isPending?: boolean;
  columns: LocalColumn<Row>[];
  sort: { name: string; isDescending: boolean };
  /** Without it nothing is searched. */
  searchLabel?: string;
  searchIn?: (row: Row) => string;
  /** Where there are no rows. */
  empty: ReactNode;
  /** Higher than this, in pixels, it scrolls inside itself. */
  maxHeight?: number;
}

const PER_PAGE = 50;

/** A table of what is wholly here already: searched, sorted and paged without asking the server. */
export function LocalTable<Row extends { id: string }>(props: LocalTableProps<Row>): ReactNode {
  const { label, rows, isPending = false, columns, searchLabel, searchIn, empty, maxHeight } = props;
  const translate = useTranslate();
  const [sort, setSort] = useState(props.sort);
  const [sought, setSought] = useState('');
  const [page, setPage] = useState(0);
  const column = columns.find(({ name }) => name === sort.name);

  const found = useMemo(() => {
    const wanted = sought.trim().toLowerCase();
    const some =
      wanted === '' || searchIn === undefined
        ? [...rows]
        : rows.filter((row) => searchIn(row).toLowerCase().includes(wanted));
    if (column === undefined) return some;
    const direction = sort.isDescending ? -1 : 1;
    return some.sort((one, other) => direction * compare(column.value(one), column.value(other)));
  }, [rows, sought, searchIn, column, sort.isDescending]);
  const shown = found.slice(page * PER_PAGE, (page + 1) * PER_PAGE);

  if (isPending) return <Skeleton variant="rectangular" height={240} />;
  if (rows.length === 0) return <Typography sx={{ p: 2 }}>{empty}</Typography>;
  return (
    <>
      {searchLabel === undefined || rows.length < 2 ? null : (
        <Box sx={{ p: 1.5 }}>
          <TextField
            size="small"
            type="search"
            label={searchLabel}
            value={sought}
            sx={{ m: 0, width: '100%', maxWidth: 360 }}
            onChange={({ target }) => {
              setSought(target.value);
              setPage(0);
            }}
          />
        </Box>
      )}
      {/* It scrolls by itself, so it can be reached by the keyboard. */}
      <TableContainer tabIndex={0} role="region" aria-label={label} sx={{ maxHeight }}>
        <Table size="small" stickyHeader={maxHeight !== undefined} sx={ON_A_PHONE}>
          <TableHead>
            <TableRow>
              {columns.map(({ name, label: heading, isNumber = false, isWide = false }) => (
                <TableCell
                  key={name}
                  align={isNumber ? 'right' : 'left'}
                  sx={isWide ? WIDE_ONLY : {}}
                  sortDirection={sort.name === name ? (sort.isDescending ? 'desc' : 'asc') : false}
                >
                  <TableSortLabel
                    active={sort.name === name}
                    direction={sort.name === name && sort.isDescending ? 'desc' : 'asc'}
                    onClick={() => {
                      setSort({ name, isDescending: sort.name === name ? !sort.isDescending : isNumber });
                      setPage(0);
                    }}
                  >
                    {heading}
                  </TableSortLabel>
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map((row) => (
              <TableRow key={row.id} hover>
                {columns.map(({ name, value, show, isNumber = false, isWide = false }) => (
                  <TableCell
                    key={name}
                    align={isNumber ? 'right' : 'left'}
                    sx={{ ...(isNumber ? { whiteSpace: 'nowrap' } : {}), ...(isWide ? WIDE_ONLY : {}) }}
                  >
                    {show === undefined ? value(row) : show(row)}
                  </TableCell>
                ))}
              </TableRow>
            ))}
            {shown.length === 0 ? (
              <TableRow>
                <TableCell colSpan={columns.length}>{translate('bs.list.nothing_found')}</TableCell>
              </TableRow>
            ) : null}
          </TableBody>
        </Table>
      </TableContainer>
      {found.length <= PER_PAGE ? null : (
        <TablePagination
          component="div"
          count={found.length}
          page={page}
          rowsPerPage={PER_PAGE}
          rowsPerPageOptions={[PER_PAGE]}
          onPageChange={(_event, next) => {
            setPage(next);
          }}
        />
      )}
    </>
  );
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other));
}
