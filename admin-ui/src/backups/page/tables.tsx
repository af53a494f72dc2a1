import {
  Box,
  Button,
  Card,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  TableSortLabel,
  TextField,
  type Theme,
  Typography,
  useMediaQuery,
} from '@mui/material';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useTranslate } from 'react-admin';
import { ON_A_PHONE, WIDE_ONLY } from '../../ui/narrow-table.js';
import { useRegion } from '../../ui/use-region.js';
import {
  byFigure,
  countInWords,
  figureInWords,
  FIGURES,
  LABELS,
  mostOf,
  type Figure,
  type Schema,
  type Sort,
  type TableOf,
} from './table-figures.js';

/** A database may have ten thousand tables: so many are drawn at once. */
const AT_ONCE = 200;

/** For which a phone has no room. */
const LESS: Figure = 'bytes';

/** Every table with its rows and bytes: searched, sorted, compared at a glance by bars. */
export function Tables({ schemas }: { schemas: Schema[] }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const [text, setText] = useState('');
  const isPhone = useMediaQuery((theme: Theme) => theme.breakpoints.down('sm'));
  const [chosen, setSort] = useState<Sort | null>(null);
  // By what is seen without scrolling.
  const sort = useMemo<Sort>(() => chosen ?? { by: isPhone ? 'rows' : 'archiveBytes', isUp: false }, [chosen, isPhone]);
  const [shownCount, setShownCount] = useState(AT_ONCE);
  const wanted = useDeferredValue(text.trim().toLowerCase());
  const tables = useMemo(
    () =>
      schemas.flatMap((schema) => schema.tables.map((table) => ({ ...table, name: `${schema.name}.${table.name}` }))),
    [schemas],
  );
  const most = useMemo(() => mostOf(tables), [tables]);
  const found = useMemo(
    () => tables.filter(({ name }) => name.toLowerCase().includes(wanted)).sort(byFigure(sort)),
    [tables, wanted, sort],
  );
  const words = (name: string, values?: Record<string, unknown>): string =>
    translate(`resources.backups.contents.${name}`, values);
  const head = (by: 'name' | Figure, label: string): ReactNode => (
    <TableSortLabel
      active={sort.by === by}
      direction={sort.by === by && sort.isUp ? 'asc' : 'desc'}
      onClick={() => {
        setSort({ by, isUp: sort.by === by ? !sort.isUp : by === 'name' });
      }}
    >
      {label}
    </TableSortLabel>
  );

  return (
    <Card>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, p: 1.5, alignItems: 'center' }}>
        <TextField
          type="search"
          fullWidth={false}
          value={text}
          label={words('search')}
          sx={{ flex: '1 1 220px', maxWidth: 360, m: 0 }}
          onChange={({ target }) => {
            setText(target.value);
            setShownCount(AT_ONCE);
          }}
        />
        <Typography variant="body2" sx={{ color: 'text.secondary' }} role="status">
          {found.length === 0 ? words('none_found') : countInWords(found, words, locale)}
        </Typography>
      </Box>
      <TableContainer tabIndex={0}>
        <Table size="small" sx={ON_A_PHONE}>
          <TableHead>
            <TableRow>
              <TableCell sortDirection={sort.by === 'name' ? (sort.isUp ? 'asc' : 'desc') : false}>
                {head('name', words('table'))}
              </TableCell>
              {FIGURES.map((figure) => (
                <TableCell
                  key={figure}
                  align="right"
                  sx={figure === LESS ? WIDE_ONLY : {}}
                  sortDirection={sort.by === figure ? (sort.isUp ? 'asc' : 'desc') : false}
                >
                  {head(figure, words(LABELS[figure]))}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {found.slice(0, shownCount).map((table) => (
              <TableRow key={table.name} hover>
                <TableCell
                  component="th"
                  scope="row"
                  sx={{ minWidth: { sm: 210 }, overflowWrap: 'anywhere', fontWeight: 400 }}
                >
                  {table.name} <Kind of={table} />
                </TableCell>
                {FIGURES.map((figure) => (
                  <TableCell key={figure} align="right" sx={figure === LESS ? WIDE_ONLY : {}}>
                    <Bar value={table[figure]} most={most[figure]}>
                      {figureInWords(figure, table[figure], locale)}
                    </Bar>
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {found.length > shownCount ? (
        <Button
          sx={{ m: 1 }}
          onClick={() => {
            setShownCount(shownCount + 5 * AT_ONCE);
          }}
        >
          {translate('bs.list.more', { smart_count: found.length - shownCount })}
        </Button>
      ) : null}
    </Card>
  );
}

/** Why a table has no rows in the backup. */
function Kind({ of: { kind, rows } }: { of: TableOf }): ReactNode {
  const translate = useTranslate();
  if (rows !== null) return null;
  return (
    <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
      ({translate(`resources.backups.contents.${kind === 'partitioned' ? 'partitioned' : 'definition_only'}`)})
    </Typography>
  );
}

/** A figure over a bar as long as its share of the largest. */
function Bar({ value, most, children }: { value: number | null; most: number; children: ReactNode }): ReactNode {
  const share = value === null || most === 0 ? 0 : (100 * value) / most;
  return (
    <Box sx={{ minWidth: 88, whiteSpace: 'nowrap' }}>
      {children}
      <Box sx={{ height: 3, mt: '2px', borderRadius: 2, bgcolor: 'action.hover' }} aria-hidden="true">
        <Box sx={{ height: 1, borderRadius: 2, bgcolor: 'primary.main' }} style={{ width: `${share}%` }} />
      </Box>
    </Box>
  );
}
