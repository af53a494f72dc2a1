import { Box, Button, Card, Chip, type ChipProps, Typography } from '@mui/material';
import { type ReactNode, useId, useState } from 'react';
import { useTranslate } from 'react-admin';
import { alignHistories } from './align-histories.js';
import type { AppHistory, Verdict } from './plan.js';
import { StitchNames } from './stitch-names.js';
import { TwoThreads } from './two-threads.js';

const COLORS: Record<Verdict, ChipProps['color']> = {
  same: 'success',
  behind: 'info',
  unknown: 'warning',
  ahead: 'error',
  diverged: 'error',
};

interface HistoryTracksProps {
  migrations: readonly AppHistory[];
  /** Whether what is pending will be run. */
  willRun: boolean;
}

/** The histories of backup and code, app by app: what differs first, what is alike in one line each. */
export function HistoryTracks({ migrations, willRun }: HistoryTracksProps): ReactNode {
  const isAlike = ({ verdict }: AppHistory): boolean => verdict === 'same';
  const inOrder = [...migrations.filter((app) => !isAlike(app)), ...migrations.filter(isAlike)];
  return (
    <Box sx={{ display: 'grid', gap: 1.5 }}>
      {inOrder.map((app) => (
        <Track
          key={`${app.framework} ${app.app}`}
          history={app}
          willRun={willRun}
          isOpenAtFirst={!isAlike(app) || migrations.length === 1}
        />
      ))}
    </Box>
  );
}

interface TrackProps {
  history: AppHistory;
  willRun: boolean;
  isOpenAtFirst: boolean;
}

function Track({ history, willRun, isOpenAtFirst }: TrackProps): ReactNode {
  const translate = useTranslate();
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const title = useId();
  const stitches = alignHistories(history);
  return (
    <Card component="section" aria-labelledby={title} sx={{ p: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}>
        <Typography id={title} variant="h6" component="h4" sx={{ overflowWrap: 'anywhere' }}>
          {history.app}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {history.framework}
        </Typography>
        <Box sx={{ flex: 1 }} />
        <Chip
          color={COLORS[history.verdict]}
          variant="outlined"
          label={translate(`bs.plan.verdict.${history.verdict}`)}
        />
        <Button
          size="small"
          aria-expanded={isOpen}
          aria-describedby={title}
          onClick={() => {
            setIsOpen(!isOpen);
          }}
        >
          {translate(isOpen ? 'bs.plan.track.hide_names' : 'bs.plan.track.show_names')}
        </Button>
      </Box>
      <Box sx={{ my: 1 }}>
        <TwoThreads stitches={stitches} />
      </Box>
      {isOpen ? <StitchNames stitches={stitches} willRun={willRun} /> : null}
    </Card>
  );
}
