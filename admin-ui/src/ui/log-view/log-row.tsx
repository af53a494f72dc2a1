import type { Theme } from '@mui/material';
import type { SystemStyleObject } from '@mui/system';
import { memo, type ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { dataOf } from './choose-lines.js';
import type { LogLine } from './record-log.js';

interface LogRowProps {
  line: LogLine;
  /** What is searched for, to be marked. */
  text: string;
  time: Intl.DateTimeFormat;
}

/** One line, in plain elements: a hundred are made anew with each step of scrolling. How they look: `LOG_ROWS`. */
export const LogRow = memo(function LogRow({ line, text, time }: LogRowProps): ReactNode {
  const translate = useTranslate();
  const { at, level, phase, message } = line;
  const data = dataOf(line.data);
  return (
    <div className="line">
      <time dateTime={at} title={at}>
        {time.format(new Date(at))}
      </time>
      <span className={level}>{translate(`bs.log.level_of.${level}`)}</span>
      <span className="phase">{phase ?? ''}</span>
      <span className="message">
        <Marked all={message} text={text} />
        {data === '' ? null : (
          <span className="data">
            <Marked all={data} text={text} />
          </span>
        )}
      </span>
    </div>
  );
});

function Marked({ all, text }: { all: string; text: string }): ReactNode {
  const wanted = text.trim();
  const from = wanted === '' ? -1 : all.toLowerCase().indexOf(wanted.toLowerCase());
  if (from < 0) return all;
  return (
    <>
      {all.slice(0, from)}
      <mark>{all.slice(from, from + wanted.length)}</mark>
      {all.slice(from + wanted.length)}
    </>
  );
}

/** For the element that rows are in. */
export const LOG_ROWS: SystemStyleObject<Theme> = {
  '& .line': {
    display: 'grid',
    columnGap: 1.5,
    px: 1.5,
    py: '2px',
    gridTemplateColumns: { xs: 'auto 1fr', md: '12ch 8ch 17ch minmax(0, 1fr)' },
    overflowWrap: 'anywhere',
    '&:hover': { bgcolor: 'action.hover' },
  },
  '& time, & .debug, & .info, & .phase, & .data': { color: 'text.secondary' },
  '& .warn, & .error': { fontWeight: 700 },
  '& .warn': { color: 'warning.main' },
  '& .error': { color: 'error.main' },
  '& .phase': { display: { xs: 'none', md: 'block' } },
  '& .message': { gridColumn: { xs: '1 / -1', md: 'auto' }, whiteSpace: 'pre-wrap', minWidth: 0 },
  '& .data': { ml: 1 },
  '& mark': {
    bgcolor: (theme) => (theme.palette.mode === 'dark' ? '#5c4a12' : '#ffe9a8'),
    color: 'inherit',
    borderRadius: '2px',
  },
};
