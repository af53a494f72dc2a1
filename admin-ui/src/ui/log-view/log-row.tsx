import { Box, type Theme } from '@mui/material';
import { memo, type ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { dataOf, type Level } from './choose-lines.js';
import type { LogLine } from './record-log.js';

const COLORS: Record<Level, string> = {
  debug: 'text.secondary',
  info: 'text.secondary',
  warn: 'warning.main',
  error: 'error.main',
};

interface LogRowProps {
  line: LogLine;
  /** What is searched for, to be marked. */
  text: string;
  time: Intl.DateTimeFormat;
}

export const LogRow = memo(function LogRow({ line, text, time }: LogRowProps): ReactNode {
  const translate = useTranslate();
  const { level, phase, message } = line;
  const data = dataOf(line.data);
  return (
    <Box sx={ROW}>
      <Box component="time" dateTime={line.at} title={line.at} sx={{ color: 'text.secondary' }}>
        {time.format(new Date(line.at))}
      </Box>
      <Box
        component="span"
        sx={{ color: COLORS[level], fontWeight: level === 'warn' || level === 'error' ? 700 : 400 }}
      >
        {translate(`bs.log.level_of.${level}`)}
      </Box>
      <Box component="span" sx={{ color: 'text.secondary', display: { xs: 'none', md: 'block' } }}>
        {phase ?? ''}
      </Box>
      <Box component="span" sx={{ gridColumn: { xs: '1 / -1', md: 'auto' }, whiteSpace: 'pre-wrap', minWidth: 0 }}>
        <Marked all={message} text={text} />
        {data === '' ? null : (
          <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
            <Marked all={data} text={text} />
          </Box>
        )}
      </Box>
    </Box>
  );
});

const ROW = {
  display: 'grid',
  columnGap: 1.5,
  px: 1.5,
  py: '2px',
  gridTemplateColumns: { xs: 'auto 1fr', md: '12ch 8ch 17ch minmax(0, 1fr)' },
  overflowWrap: 'anywhere',
  '&:hover': { bgcolor: 'action.hover' },
} as const;

const MARK = {
  bgcolor: (theme: Theme) => (theme.palette.mode === 'dark' ? '#5c4a12' : '#ffe9a8'),
  color: 'inherit',
  borderRadius: '2px',
} as const;

function Marked({ all, text }: { all: string; text: string }): ReactNode {
  const wanted = text.trim();
  const from = wanted === '' ? -1 : all.toLowerCase().indexOf(wanted.toLowerCase());
  if (from < 0) return all;
  return (
    <>
      {all.slice(0, from)}
      <Box component="mark" sx={MARK}>
        {all.slice(from, from + wanted.length)}
      </Box>
      {all.slice(from + wanted.length)}
    </>
  );
}
