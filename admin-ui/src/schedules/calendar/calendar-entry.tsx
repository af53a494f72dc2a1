import { Box, Link as MuiLink, Tooltip, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import { exactly } from '../../ui/time.js';
import { momentFormat } from '../../ui/formats.js';
import { VISUALLY_HIDDEN } from '../../ui/visually-hidden.js';
import type { Entry } from './entries.js';
import { StateIcon, stateInWords } from './run-state.js';
import { useRegion } from '../../ui/use-region.js';

interface CalendarEntryProps {
  entry: Entry;
  /** Of its schedule; absent where the calendar is of one source only. */
  sourceName: string | undefined;
  /** One line, and the rest on hover and focus. */
  isCompact: boolean;
}

/** When, of what, how it went; leads to what was made, or to the schedule. */
export function CalendarEntry({ entry, sourceName, isCompact }: CalendarEntryProps): ReactNode {
  const { at, state, schedule, to } = entry;
  const translate = useTranslate();
  const locale = useRegion();
  const name = sourceName === undefined ? schedule.name : `${sourceName} · ${schedule.name}`;
  const details = detailsOf(entry, translate);
  const link = (
    <MuiLink
      component={Link}
      to={to}
      color={state === 'coming' ? 'textSecondary' : 'textPrimary'}
      variant="body2"
      sx={{ display: 'flex', gap: 0.5, alignItems: isCompact ? 'center' : 'flex-start', minHeight: 24, py: 0.25 }}
    >
      <StateIcon of={state} />
      <time dateTime={at}>{timeOf(at, locale)}</time>
      <Box component="span" sx={isCompact ? ONE_LINE : { minWidth: 0, overflowWrap: 'anywhere' }}>
        {name}
      </Box>
      {isCompact ? (
        <Box component="span" sx={VISUALLY_HIDDEN}>
          {` (${details})`}
        </Box>
      ) : null}
    </MuiLink>
  );
  if (isCompact) {
    return (
      <Tooltip describeChild title={`${name} · ${details} · ${exactly(new Date(at), locale)}`}>
        {link}
      </Tooltip>
    );
  }
  return (
    <>
      {link}
      <Typography variant="caption" color="textSecondary" component="p" sx={FEW_LINES}>
        {details}
      </Typography>
    </>
  );
}

const ONE_LINE = { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
/** A long message is told in full where the entry leads. */
const FEW_LINES = {
  pl: 2.5,
  overflow: 'hidden',
  overflowWrap: 'anywhere',
  display: '-webkit-box',
  WebkitBoxOrient: 'vertical',
  WebkitLineClamp: 4,
} as const;

/** "Backup · failed · No room is left." */
function detailsOf(
  { state, schedule, message, count, isGone }: Entry,
  translate: (key: string, values?: object) => string,
): string {
  const words = (key: string, values = {}): string => translate(`resources.schedules.calendar.${key}`, values);
  return [
    words(`does.${schedule.action}`),
    stateInWords(state, translate),
    ...(isGone ? [words('gone')] : []),
    ...(count > 1 ? [words('stands_for', { smart_count: count })] : []),
    ...(message === null ? [] : [message]),
  ].join(' · ');
}

function timeOf(at: string, locale: string): string {
  return momentFormat('clock', locale).format(new Date(at));
}
