import { Box, Table, TableBody, TableCell, TableContainer, TableHead, TableRow } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { MONOSPACE } from '../theme/theme.js';
import { countWritten } from '../ui/measures.js';
import { WIDE_ONLY } from '../ui/narrow-table.js';
import { useRegion } from '../ui/use-region.js';
import type { Losses } from './plan.js';
import { ShowAll, SHOWN } from './show-all.js';

/**
 * Tables that both have, with their rows now and then; the largest losses first. On a phone both counts stand under the name,
 * so that what changes is seen without scrolling.
 */
export function LostRows({ rows }: { rows: Losses['rows'] }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const [isWhole, setIsWhole] = useState(false);
  const inOrder = rows.toSorted((a, b) => a.backup - a.live - (b.backup - b.live));
  const number = (count: number): string => countWritten(count, locale);
  return (
    <Box sx={{ minWidth: 0 }}>
      <TableContainer tabIndex={0}>
        <Table size="small" aria-label={translate('bs.plan.losses.title')}>
          <TableHead>
            <TableRow>
              <TableCell>{translate('bs.plan.losses.table')}</TableCell>
              <TableCell align="right" sx={WIDE_ONLY}>
                {translate('bs.plan.losses.live')}
              </TableCell>
              <TableCell align="right" sx={WIDE_ONLY}>
                {translate('bs.plan.losses.backup')}
              </TableCell>
              <TableCell align="right">{translate('bs.plan.losses.change')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {(isWhole ? inOrder : inOrder.slice(0, SHOWN)).map(({ table, live, backup }) => (
              <TableRow key={table}>
                <TableCell component="th" scope="row" sx={{ minWidth: { sm: 210 }, overflowWrap: 'anywhere' }}>
                  <Box component="span" sx={{ fontFamily: MONOSPACE }}>
                    {table}
                  </Box>
                  <Box sx={{ display: { xs: 'block', sm: 'none' }, color: 'text.secondary' }}>
                    {translate('bs.plan.losses.now_then', { live: number(live), backup: number(backup) })}
                  </Box>
                </TableCell>
                <TableCell align="right" sx={WIDE_ONLY}>
                  {number(live)}
                </TableCell>
                <TableCell align="right" sx={WIDE_ONLY}>
                  {number(backup)}
                </TableCell>
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
