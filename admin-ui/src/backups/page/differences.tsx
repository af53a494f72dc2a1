import {
  Alert,
  AlertTitle,
  Box,
  Chip,
  FormControlLabel,
  Stack,
  Switch,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { MONOSPACE } from '../../theme/theme.js';
import { SectionCard } from '../../ui/section-card.js';
import { numberFormat } from '../../ui/formats.js';
import { countWritten } from '../../ui/measures.js';
import { ON_A_PHONE, WIDE_ONLY } from '../../ui/narrow-table.js';
import { useRegion } from '../../ui/use-region.js';

type Differing = components['schemas']['BackupComparisonResponse'];
type TableOf = Differing['tables'][number];

/** So many tables are drawn at once. */
const MOST_TABLES = 500;

export function Differences({ of: { tables, schema, migrations, warnings } }: { of: Differing }): ReactNode {
  const translate = useTranslate();
  const words = (name: string): string => translate(`resources.backups.compare.${name}`);
  const isSame =
    !tables.some(isChanged) &&
    [schema.added, schema.removed, schema.changed, migrations.added, migrations.removed].every(
      ({ length }) => length === 0,
    );
  return (
    <Stack spacing={2}>
      {warnings.map(({ code, message, hint }) => (
        <Alert key={`${code} ${message}`} severity="info">
          <AlertTitle sx={{ mb: hint === undefined ? 0 : undefined }}>{message}</AlertTitle>
          {hint}
        </Alert>
      ))}
      {isSame ? (
        <Alert severity="success">{words('same')}</Alert>
      ) : (
        <>
          <SectionCard title={words('migrations')}>
            <Lists
              lists={[
                ['added', migrations.added],
                ['removed', migrations.removed],
              ]}
              none={words('same_migrations')}
            />
          </SectionCard>
          <SectionCard title={words('schema')}>
            <Lists
              lists={[
                ['added', schema.added],
                ['removed', schema.removed],
                ['changed', schema.changed],
              ]}
              none={words('same_schema')}
            />
          </SectionCard>
        </>
      )}
      <SectionCard title={words('tables')}>
        <Tables tables={tables} none={isSame ? null : words('same_tables')} />
      </SectionCard>
    </Stack>
  );
}

function isChanged({ change, sameRows }: TableOf): boolean {
  return change !== 0 || sameRows === false;
}

const COLORS = { added: 'success', removed: 'error', changed: 'warning' } as const;
const SIGNS = { added: '+', removed: '−', changed: '~' } as const;

function Lists({ lists, none }: { lists: [kind: keyof typeof COLORS, names: string[]][]; none: string }): ReactNode {
  const translate = useTranslate();
  if (lists.every(([, names]) => names.length === 0)) {
    return <Typography sx={{ color: 'text.secondary' }}>{none}</Typography>;
  }
  return (
    <Box component="ul" sx={{ m: 0, p: 0, listStyle: 'none', maxHeight: 400, overflow: 'auto' }}>
      {lists.flatMap(([kind, names]) =>
        names.map((name) => (
          <Box
            component="li"
            key={`${kind} ${name}`}
            sx={{ display: 'flex', gap: 1.5, py: 0.25, alignItems: 'center' }}
          >
            <Chip
              variant="outlined"
              color={COLORS[kind]}
              label={`${SIGNS[kind]} ${translate(`resources.backups.compare.${kind}`)}`}
              sx={{ minWidth: 92 }}
            />
            <Box component="span" sx={{ fontFamily: MONOSPACE, fontSize: 13, overflowWrap: 'anywhere', minWidth: 0 }}>
              {name}
            </Box>
          </Box>
        )),
      )}
    </Box>
  );
}

/** Those that differ, and all where they are asked for; `none`, where there are none. */
function Tables({ tables, none }: { tables: TableOf[]; none: string | null }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const [isAll, setIsAll] = useState(false);
  const words = (name: string): string => translate(`resources.backups.compare.${name}`);
  const count = (rows: number | null): string => (rows === null ? '–' : countWritten(rows, locale));
  const shown = isAll ? tables : tables.filter(isChanged);
  return (
    <>
      <FormControlLabel
        label={words('all')}
        control={
          <Switch
            size="small"
            checked={isAll}
            onChange={(_event, isOn) => {
              setIsAll(isOn);
            }}
          />
        }
      />
      {shown.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{none}</Typography>
      ) : (
        <TableContainer tabIndex={0}>
          <Table size="small" sx={ON_A_PHONE}>
            <TableHead>
              <TableRow>
                <TableCell>{translate('resources.backups.contents.table')}</TableCell>
                {['before', 'after'].map((name) => (
                  <TableCell key={name} align="right" sx={WIDE_ONLY}>
                    {words(name)}
                  </TableCell>
                ))}
                <TableCell align="right">{words('change')}</TableCell>
              </TableRow>
            </TableHead>
            <TableBody>
              {shown.slice(0, MOST_TABLES).map(({ name, rowsBefore, rowsAfter, change, sameRows }) => (
                <TableRow key={name} hover>
                  <TableCell
                    component="th"
                    scope="row"
                    sx={{ minWidth: { sm: 210 }, overflowWrap: 'anywhere', fontWeight: 400 }}
                  >
                    {name}
                    <Box sx={{ display: { sm: 'none' }, color: 'text.secondary' }}>
                      {count(rowsBefore)} → {count(rowsAfter)}
                    </Box>
                  </TableCell>
                  <TableCell align="right" sx={WIDE_ONLY}>
                    {count(rowsBefore)}
                  </TableCell>
                  <TableCell align="right" sx={WIDE_ONLY}>
                    {count(rowsAfter)}
                  </TableCell>
                  <TableCell align="right">
                    {change === 0 && sameRows === false ? words('other_rows') : signed(change, locale)}
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        </TableContainer>
      )}
    </>
  );
}

function signed(change: number | null, locale: string): string {
  if (change === null) return '–';
  return numberFormat('change', locale).format(change);
}
