import { Box, type Theme, Typography, useMediaQuery, useTheme } from '@mui/material';
import { Fragment, type ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { Mark, Stitch } from './align-histories.js';
import { type Fold, foldRuns, isFold } from './fold-runs.js';

/** px from one stitch to the next: as wide as they can be seen at once. */
const WIDE = 46;
const NARROW = 26;
const MOST_WIDE = 14;
/** On a phone: two runs, folded, beside their names. */
const ON_A_PHONE = 17;
const FOLD = 56;
const THREAD = { backup: 14, code: 50 };
const HEIGHT = 64;
const LIMITS = { most: 8, head: 2, tail: 2 };
const LIMITS_ON_A_PHONE = { most: 5, head: 1, tail: 1 };

/** Both histories as two threads, one over the other: a stitch through both is a migration that both have. */
export function TwoThreads({ stitches }: { stitches: readonly Stitch[] }): ReactNode {
  const translate = useTranslate();
  const isPhone = useMediaQuery(({ breakpoints }: Theme) => breakpoints.down('sm'));
  const items = foldRuns(stitches, () => (isPhone ? LIMITS_ON_A_PHONE : LIMITS));
  const count = (...marks: Mark[]): number => stitches.filter(({ mark }) => marks.includes(mark)).length;
  const backup = count('both', 'unknown', 'alone');
  const code = count('both', 'pending', 'late');
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, overflowX: 'auto' }} tabIndex={0} role="group">
      <Box aria-hidden="true" sx={{ height: HEIGHT, flexShrink: 0, display: 'grid', alignContent: 'space-around' }}>
        <ThreadName name={translate('bs.plan.track.backup')} count={backup} />
        <ThreadName name={translate('bs.plan.track.code')} count={code} />
      </Box>
      <Threads
        items={items}
        step={isPhone ? ON_A_PHONE : items.length > MOST_WIDE ? NARROW : WIDE}
        label={translate('bs.plan.track.summary', {
          backup,
          code,
          both: count('both'),
          pending: count('pending', 'late'),
          unknown: count('unknown'),
        })}
      />
    </Box>
  );
}

function ThreadName({ name, count }: { name: string; count: number }): ReactNode {
  return (
    <Typography variant="body2" sx={{ display: 'flex', justifyContent: 'space-between', gap: 1, lineHeight: '20px' }}>
      <span>{name}</span>
      <b>{count}</b>
    </Typography>
  );
}

interface ThreadsProps {
  items: readonly (Stitch | Fold)[];
  step: number;
  label: string;
}

function Threads({ items, step, label }: ThreadsProps): ReactNode {
  const { palette } = useTheme();
  const colors: Record<Mark, string> = {
    both: palette.primary.main,
    pending: palette.info.main,
    late: palette.warning.main,
    unknown: palette.error.main,
    alone: palette.text.secondary,
  };
  const starts = startsOf(items, step);
  const width = (starts.at(-1) ?? 0) + 8;
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={label} style={{ flexShrink: 0 }}>
      {items.map((item, index) => {
        const x = starts[index] ?? 0;
        const color = colors[item.mark];
        const key = isFold(item) ? `fold ${index}` : item.name;
        return (
          <Fragment key={key}>
            {isFold(item) ? (
              <FoldedPart x={x} mark={item.mark} count={item.folded.length} color={color} />
            ) : (
              <Part x={x} width={step} mark={item.mark} color={color} name={item.name} />
            )}
          </Fragment>
        );
      })}
    </svg>
  );
}

/** Where each begins, and where the last one ends. */
function startsOf(items: readonly (Stitch | Fold)[], step: number): number[] {
  const starts = [4];
  for (const item of items) starts.push((starts.at(-1) ?? 0) + (isFold(item) ? FOLD : step));
  return starts;
}

interface PartProps {
  x: number;
  width: number;
  mark: Mark;
  color: string;
  name: string;
}

/** A stitch on the thread that has it, a bar through both where both have it; where only the code has it, it is to come. */
function Part({ x, width, mark, color, name }: PartProps): ReactNode {
  const middle = x + width / 2;
  const from = x + 4;
  const to = x + width - 4;
  const isToCome = mark === 'pending' || mark === 'late';
  const dash = isToCome ? '4 5' : undefined;
  return (
    <g stroke={color} strokeWidth={4} strokeLinecap="round" fill="none">
      <title>{name}</title>
      {mark === 'both' ? (
        <>
          <path d={`M${from} ${THREAD.backup}H${to}M${from} ${THREAD.code}H${to}`} />
          <path d={`M${middle} ${THREAD.backup + 6}V${THREAD.code - 6}`} strokeWidth={1.5} opacity={0.6} />
        </>
      ) : isToCome ? (
        <>
          <path d={`M${from} ${THREAD.code}H${to}`} />
          <circle cx={middle} cy={THREAD.backup} r={4} strokeWidth={1.5} strokeDasharray="2 3" />
          <path d={`M${middle} ${THREAD.code - 6}V${THREAD.backup + 8}`} strokeWidth={1.5} strokeDasharray={dash} />
        </>
      ) : (
        <>
          <path d={`M${from} ${THREAD.backup}H${to}`} />
          {mark === 'unknown' ? (
            <path d={`M${middle - 4} ${THREAD.code - 4}l8 8m0 -8l-8 8`} strokeWidth={2} strokeLinejoin="round" />
          ) : null}
        </>
      )}
    </g>
  );
}

interface FoldedPartProps {
  x: number;
  mark: Mark;
  count: number;
  color: string;
}

function FoldedPart({ x, mark, count, color }: FoldedPartProps): ReactNode {
  const isInBackup = mark !== 'pending' && mark !== 'late';
  const isInCode = mark === 'both' || !isInBackup;
  const thread = (y: number): ReactNode => (
    <path
      d={`M${x + 4} ${y}H${x + FOLD - 4}`}
      stroke={color}
      strokeWidth={4}
      strokeLinecap="round"
      strokeDasharray="0.1 8"
    />
  );
  return (
    <g>
      {isInBackup ? thread(THREAD.backup) : null}
      {isInCode ? thread(THREAD.code) : null}
      <text x={x + FOLD / 2} y={37} textAnchor="middle" fontSize={12} fontWeight={650} fill={color}>
        {`+${count}`}
      </text>
    </g>
  );
}
