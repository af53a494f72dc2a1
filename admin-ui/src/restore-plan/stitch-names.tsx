import { Box, Button, Chip, type ChipProps, Typography } from '@mui/material';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { MONOSPACE } from '../theme/theme.js';
import type { Mark, Stitch } from './align-histories.js';
import { type Fold, type FoldLimits, foldRuns, isFold } from './fold-runs.js';

/** What differs is what is looked for: of what is alike, the last one is enough. */
const limitsOf = (mark: Mark): FoldLimits =>
  mark === 'both' || mark === 'alone' ? { most: 3, head: 0, tail: 1 } : { most: 25, head: 20, tail: 2 };

const COLORS: Record<Mark, ChipProps['color']> = {
  both: 'default',
  alone: 'default',
  pending: 'info',
  late: 'warning',
  unknown: 'error',
};

/** The migrations by name, in their order; long runs of one kind are folded until somebody unfolds them. */
export function StitchNames({ stitches, willRun }: { stitches: readonly Stitch[]; willRun: boolean }): ReactNode {
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {foldRuns(stitches, limitsOf).map((item, index) =>
        isFold(item) ? (
          <FoldedNames key={`fold ${index}`} fold={item} willRun={willRun} />
        ) : (
          <Name key={item.name} stitch={item} willRun={willRun} />
        ),
      )}
    </Box>
  );
}

function FoldedNames({ fold: { mark, folded }, willRun }: { fold: Fold; willRun: boolean }): ReactNode {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(false);
  if (isOpen) return folded.map((stitch) => <Name key={stitch.name} stitch={stitch} willRun={willRun} />);
  return (
    <Box component="li" sx={{ borderTop: 1, borderColor: 'divider', py: 0.25 }}>
      <Button
        size="small"
        aria-expanded={false}
        onClick={() => {
          setIsOpen(true);
        }}
      >
        {translate(`bs.plan.track.folded.${mark}`, { smart_count: folded.length })}
      </Button>
    </Box>
  );
}

function Name({ stitch: { name, mark }, willRun }: { stitch: Stitch; willRun: boolean }): ReactNode {
  const translate = useTranslate();
  const isQuiet = mark === 'both' || mark === 'alone';
  const word = mark === 'pending' && !willRun ? 'left_out' : mark;
  return (
    <Box
      component="li"
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 2,
        rowGap: 0.5,
        borderTop: 1,
        borderColor: 'divider',
        py: 0.75,
        px: 0.5,
      }}
    >
      <Box sx={{ flex: '1 1 220px', minWidth: 0, fontFamily: MONOSPACE, fontSize: 12.5, overflowWrap: 'anywhere' }}>
        {name}
      </Box>
      {isQuiet ? (
        <Typography variant="body2" color="textSecondary">
          {translate(`bs.plan.mark.${word}`)}
        </Typography>
      ) : (
        <Chip variant="outlined" color={COLORS[mark]} label={translate(`bs.plan.mark.${word}`)} />
      )}
    </Box>
  );
}
