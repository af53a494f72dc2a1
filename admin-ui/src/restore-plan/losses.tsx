import {
  Box,
  Button,
  Chip,
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
import { MONOSPACE } from '../theme/theme.js';
import { type Losses as LossesOfPlan, type Plan, sumOfLosses } from './plan.js';
import { useRegion } from '../ui/use-region.js';

/** So many tables at first; the rest when somebody asks. */
const SHOWN = 10;

/** What the live database has and the restored one would not have, table by table; the largest losses first. */
export function Losses({ plan }: { plan: Plan }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { losses, strategy, drops } = plan;
  if (strategy === 'new_database') return <Typography>{translate('bs.plan.losses.new_database')}</Typography>;
  const { lost, back } = sumOfLosses(losses);
  const isNothing = losses.rows.length === 0 && losses.tables.length === 0 && drops.length === 0;
  return (
    <Box sx={{ display: 'grid', gap: 1.5, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
        <Typography component="p" sx={{ flex: '1 1 260px' }}>
          {isNothing
            ? translate('bs.plan.losses.nothing')
            : [
                lost > 0
                  ? translate('bs.plan.losses.lost', { smart_count: lost, rows: lost.toLocaleString(locale) })
                  : '',
                back > 0
                  ? translate('bs.plan.losses.back', { smart_count: back, rows: back.toLocaleString(locale) })
                  : '',
                translate(strategy === 'in_place' ? 'bs.plan.losses.in_safety_backup' : 'bs.plan.losses.kept'),
              ].join(' ')}
        </Typography>
        <Chip
          variant="outlined"
          color={losses.exact ? 'default' : 'warning'}
          label={translate(losses.exact ? 'bs.plan.losses.exact' : 'bs.plan.losses.estimated')}
        />
      </Box>
      <LostTables names={losses.tables} title="bs.plan.losses.tables" />
      <LostTables names={drops.filter((name) => !losses.tables.includes(name))} title="bs.plan.losses.drops" />
      {losses.rows.length === 0 ? null : <LostRows rows={losses.rows} />}
    </Box>
  );
}

function LostTables({ names, title }: { names: readonly string[]; title: string }): ReactNode {
  const translate = useTranslate();
  const [isWhole, setIsWhole] = useState(false);
  if (names.length === 0) return null;
  return (
    <Box>
      <Typography variant="body2" sx={{ fontWeight: 650, mb: 0.5 }}>
        {translate(title, { smart_count: names.length })}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {(isWhole ? names : names.slice(0, SHOWN)).map((name) => (
          <li key={name}>
            <Chip color="error" variant="outlined" label={name} sx={{ fontFamily: MONOSPACE, maxWidth: '100%' }} />
          </li>
        ))}
      </Box>
      <ShowAll count={names.length} isWhole={isWhole} onShow={setIsWhole} />
    </Box>
  );
}

function LostRows({ rows }: { rows: LossesOfPlan['rows'] }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const [isWhole, setIsWhole] = useState(false);
  const inOrder = rows.toSorted((a, b) => a.backup - a.live - (b.backup - b.live));
  const number = (count: number): string => count.toLocaleString(locale);
  return (
    <Box sx={{ minWidth: 0 }}>
      <TableContainer tabIndex={0}>
        <Table size="small" aria-label={translate('bs.plan.losses.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{translate('bs.plan.losses.table')}</TableCell>
              <TableCell align="right">{translate('bs.plan.losses.live')}</TableCell>
              <TableCell align="right">{translate('bs.plan.losses.backup')}</TableCell>
              <TableCell align="right">{translate('bs.plan.losses.change')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {(isWhole ? inOrder : inOrder.slice(0, SHOWN)).map(({ table, live, backup }) => (
              <TableRow key={table}>
                <TableCell
                  component="th"
                  scope="row"
                  sx={{ fontFamily: MONOSPACE, minWidth: 210, overflowWrap: 'anywhere' }}
                >
                  {table}
                </TableCell>
                <TableCell align="right">{number(live)}</TableCell>
                <TableCell align="right">{number(backup)}</TableCell>
                <TableCell
                  align="right"
                  sx={{ fontWeight: 650, whiteSpace: 'nowrap', color: backup < live ? 'error.main' : 'success.main' }}
                >
                  {`${backup < live ? '−' : '+'}${number(Math.abs(backup - live))}`}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      <ShowAll count={rows.length} isWhole={isWhole} onShow={setIsWhole} />
    </Box>
  );
}

interface ShowAllProps {
  count: number;
  isWhole: boolean;
  onShow: (isWhole: boolean) => void;
}

function ShowAll({ count, isWhole, onShow }: ShowAllProps): ReactNode {
  const translate = useTranslate();
  if (count <= SHOWN) return null;
  return (
    <Button
      size="small"
      aria-expanded={isWhole}
      onClick={() => {
        onShow(!isWhole);
      }}
    >
      {isWhole ? translate('bs.plan.show_fewer') : translate('bs.plan.show_all', { count })}
    </Button>
  );
}
