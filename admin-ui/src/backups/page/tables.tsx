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
  Typography,
} from '@mui/material';
import { type ReactNode, useDeferredValue, useMemo, useState } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { bytesInWords } from '../../ui/measures.js';
import { useRegion } from '../../ui/use-region.js';

type Schema = components['schemas']['ContentsSchemaResponse'];
type Figure = 'rows' | 'bytes' | 'archiveBytes';

interface TableOf extends Record<Figure, number | null> {
  name: string;
}

const FIGURES = ['rows', 'bytes', 'archiveBytes'] as const;
const LABELS = { rows: 'rows', bytes: 'bytes', archiveBytes: 'archive' } as const;
/** A database may have ten thousand tables: so many are drawn at once. */
const AT_ONCE = 200;

/** Every table with its rows and bytes: searched, sorted, compared at a glance by bars. */
export function Tables({ schemas }: { schemas: Schema[] }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const [text, setText] = useState('');
  const [sort, setSort] = useState<{ by: 'name' | Figure; isUp: boolean }>({ by: 'archiveBytes', isUp: false });
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
  const rows = found.reduce((sum, table) => sum + (table.rows ?? 0), 0);
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
          {found.length === 0
            ? words('none_found')
            : words('tables', { smart_count: found.length, rows: rows.toLocaleString(locale) })}
        </Typography>
      </Box>
      <TableContainer tabIndex={0}>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell sortDirection={sort.by === 'name' ? (sort.isUp ? 'asc' : 'desc') : false}>
                {head('name', words('table'))}
              </TableCell>
              {FIGURES.map((figure) => (
                <TableCell
                  key={figure}
                  align="right"
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
                <TableCell component="th" scope="row" sx={{ minWidth: 210, overflowWrap: 'anywhere', fontWeight: 400 }}>
                  {table.name}
                </TableCell>
                {FIGURES.map((figure) => (
                  <TableCell key={figure} align="right">
                    <Bar value={table[figure]} most={most[figure]}>
                      {inWords(figure, table[figure], locale)}
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

/** A figure over a bar as long as its share of the largest. */
function Bar({ value, most, children }: { value: number | null; most: number; children: ReactNode }): ReactNode {
  const share = value === null || most === 0 ? 0 : (100 * value) / most;
  return (
    <Box sx={{ minWidth: 88, whiteSpace: 'nowrap' }}>
      {children}
      <Box sx={{ height: 3, mt: '2px', borderRadius: 2, bgcolor: 'action.hover', direction: 'rtl' }} aria-hidden="true">
        <Box sx={{ height: 1, borderRadius: 2, bgcolor: 'primary.main' }} style={{ width: `${share}%` }} />
      </Box>
    </Box>
  );
}

function mostOf(tables: TableOf[]): Record<Figure, number> {
  const most = { rows: 0, bytes: 0, archiveBytes: 0 };
  for (const table of tables) for (const figure of FIGURES) most[figure] = Math.max(most[figure], table[figure] ?? 0);
  return most;
}

/** Tables alike in the figure stay in the order of their names; what is not known comes last. */
function byFigure({ by, isUp }: { by: 'name' | Figure; isUp: boolean }): (a: TableOf, b: TableOf) => number {
  const way = isUp ? 1 : -1;
  return (a, b) => {
    const difference = by === 'name' ? 0 : (a[by] ?? -1) - (b[by] ?? -1);
    return difference === 0 ? (by === 'name' ? way : 1) * (a.name < b.name ? -1 : 1) : way * difference;
  };
}

function inWords(figure: Figure, value: number | null, locale: string): string {
  if (value === null) return '–';
  return figure === 'rows' ? value.toLocaleString(locale) : bytesInWords(value, locale);
}
