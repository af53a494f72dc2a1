import { Box, Chip, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { MONOSPACE } from '../theme/theme.js';
import { countWritten } from '../ui/measures.js';
import { useRegion } from '../ui/use-region.js';
import type { LostTable } from './plan.js';
import { ShowAll, SHOWN } from './show-all.js';

/** Tables that go whole, each with all of its rows. */
export function LostTables({ tables }: { tables: readonly LostTable[] }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const [isWhole, setIsWhole] = useState(false);
  if (tables.length === 0) return null;
  return (
    <Box>
      <Heading text={translate('bs.plan.losses.tables', { smart_count: tables.length })} />
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {(isWhole ? tables : tables.slice(0, SHOWN)).map(({ table, live }) => (
          <Box
            component="li"
            key={table}
            sx={{
              display: 'flex',
              flexWrap: 'wrap',
              columnGap: 2,
              px: 2,
              py: 0.75,
              borderLeft: 3,
              borderColor: 'error.main',
              mb: 0.5,
            }}
          >
            <Box component="span" sx={{ flex: '1 1 180px', fontFamily: MONOSPACE, overflowWrap: 'anywhere' }}>
              {table}
            </Box>
            {live === null ? null : (
              <Box component="span" sx={{ fontWeight: 650, color: 'error.main', whiteSpace: 'nowrap' }}>
                {translate('bs.plan.losses.all_rows', { smart_count: live, rows: countWritten(live, locale) })}
              </Box>
            )}
          </Box>
        ))}
      </Box>
      <ShowAll count={tables.length} isWhole={isWhole} onShow={setIsWhole} />
    </Box>
  );
}

/** What else is dropped: views, functions and the like, which have no rows of their own. */
export function LostObjects({ names }: { names: readonly string[] }): ReactNode {
  const translate = useTranslate();
  const [isWhole, setIsWhole] = useState(false);
  if (names.length === 0) return null;
  return (
    <Box>
      <Heading text={translate('bs.plan.losses.drops', { smart_count: names.length })} />
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
        {(isWhole ? names : names.slice(0, SHOWN)).map((name) => (
          <Box component="li" key={name} sx={{ maxWidth: '100%' }}>
            <Chip color="error" variant="outlined" label={name} sx={{ fontFamily: MONOSPACE, maxWidth: '100%' }} />
          </Box>
        ))}
      </Box>
      <ShowAll count={names.length} isWhole={isWhole} onShow={setIsWhole} />
    </Box>
  );
}

function Heading({ text }: { text: string }): ReactNode {
  return (
    <Typography variant="body2" sx={{ fontWeight: 650, mb: 0.5 }}>
      {text}
    </Typography>
  );
}
