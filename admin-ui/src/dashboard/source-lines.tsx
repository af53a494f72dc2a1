import { Box, Link as MuiLink, Stack, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { Button, Link, useTranslate } from 'react-admin';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { RehearseLink } from './rehearse-link.js';
import type { SourceRow } from './source-row.js';

const AT_FIRST = 20;

/** Of each source what matters most, for narrow pages: is it well, since when is there something, when is there more. */
export function SourceLines({ rows }: { rows: readonly SourceRow[] }): ReactNode {
  const translate = useTranslate();
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, AT_FIRST);
  return (
    <>
      <Box
        component="ul"
        sx={{
          listStyle: 'none',
          m: 0,
          px: 2,
          pb: 1,
          display: 'grid',
          columnGap: 4,
          gridTemplateColumns: 'repeat(auto-fill, minmax(min(280px, 100%), 1fr))',
        }}
      >
        {shown.map((row) => (
          <SourceLine key={row.id} row={row} />
        ))}
      </Box>
      {shown.length === rows.length ? null : (
        <Button
          sx={{ mx: 1, mb: 1 }}
          label={translate('bs.list.more', { smart_count: rows.length - shown.length })}
          onClick={() => {
            setWhole(true);
          }}
        />
      )}
    </>
  );
}

function SourceLine({ row }: { row: SourceRow }): ReactNode {
  const { id, name, status, lastBackupAt, lastProvenAt, nextBackupAt } = row;
  return (
    <Box component="li" sx={{ py: 1.25, borderTop: 1, borderColor: 'divider' }}>
      <Stack direction="row" sx={{ justifyContent: 'space-between', alignItems: 'center', gap: 1, mb: 0.5 }}>
        <MuiLink component={Link} to={`/sources/${id}/show`} sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {name}
        </MuiLink>
        <Status of={status} />
      </Stack>
      <Moment field="lastBackupAt" at={lastBackupAt} />
      <Moment field="nextBackupAt" at={nextBackupAt} absent="resources.sources.not_scheduled" />
      <Moment field="lastProvenAt" at={lastProvenAt}>
        <RehearseLink of={row} />
      </Moment>
    </Box>
  );
}

interface MomentProps {
  field: string;
  at: string | null;
  absent?: string;
  children?: ReactNode;
}

function Moment({ field, at, absent, children }: MomentProps): ReactNode {
  const translate = useTranslate();
  return (
    <Stack direction="row" sx={{ flexWrap: 'wrap', columnGap: 1, minHeight: 24, alignItems: 'center' }}>
      <Typography component="span" variant="body2" color="textSecondary">
        {translate(`resources.sources.fields.${field}`)}
      </Typography>
      <Typography component="span" variant="body2">
        <Time at={at} {...(absent === undefined ? {} : { absent })} />
      </Typography>
      {children}
    </Stack>
  );
}
