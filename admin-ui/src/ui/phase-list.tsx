import DoneIcon from '@mui/icons-material/CheckCircle';
import FailedIcon from '@mui/icons-material/Cancel';
import SkippedIcon from '@mui/icons-material/RemoveCircleOutlined';
import WaitingIcon from '@mui/icons-material/RadioButtonUnchecked';
import { Box, CircularProgress, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { Elapsed } from './elapsed.js';

export type PhaseState = 'waiting' | 'running' | 'completed' | 'skipped' | 'failed' | 'not_reached';

export interface ShownPhase {
  name: string;
  title: string;
  state: PhaseState;
  startedAt: string | null;
  finishedAt: string | null;
  /** What was done and found. */
  text: string | null;
}

/** The phases of a job one under the other: what is done, what goes on, what is to come, and how long each took. */
export function PhaseList({ phases }: { phases: readonly ShownPhase[] }): ReactNode {
  const translate = useTranslate();
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {phases.map(({ name, title, state, startedAt, finishedAt, text }, index) => (
        <Box
          component="li"
          key={name}
          aria-current={state === 'running' ? 'step' : undefined}
          sx={{ display: 'grid', gridTemplateColumns: '28px 1fr', columnGap: 1.5 }}
        >
          <Box sx={{ display: 'flex', flexDirection: 'column', alignItems: 'center' }}>
            <Box sx={{ height: 24, display: 'grid', placeItems: 'center' }}>
              <PhaseIcon state={state} name={translate(`bs.phase_state.${state}`)} />
            </Box>
            {index === phases.length - 1 ? null : (
              <Box
                sx={{
                  flex: 1,
                  my: 0.5,
                  borderLeft: '2px dashed',
                  borderColor: state === 'completed' ? 'success.main' : 'divider',
                }}
              />
            )}
          </Box>
          <Box sx={index === phases.length - 1 ? { minWidth: 0 } : { pb: 2, minHeight: 52, minWidth: 0 }}>
            <Box sx={{ display: 'flex', gap: 2, justifyContent: 'space-between', lineHeight: '24px' }}>
              <Typography
                component="span"
                sx={{ fontWeight: state === 'running' ? 700 : 600, lineHeight: '24px' }}
                color={state === 'waiting' || state === 'not_reached' ? 'textSecondary' : undefined}
              >
                {title}
              </Typography>
              <Typography
                component="span"
                variant="body2"
                color="textSecondary"
                sx={{ lineHeight: '24px', whiteSpace: 'nowrap' }}
              >
                {startedAt === null || state === 'waiting' || state === 'not_reached' ? (
                  translate(`bs.phase_state.${state}`)
                ) : (
                  <Elapsed since={startedAt} until={state === 'running' ? null : (finishedAt ?? startedAt)} />
                )}
              </Typography>
            </Box>
            {text === null ? null : (
              <Typography variant="body2" color="textSecondary" sx={{ overflowWrap: 'anywhere' }}>
                {text}
              </Typography>
            )}
          </Box>
        </Box>
      ))}
    </Box>
  );
}

function PhaseIcon({ state, name }: { state: PhaseState; name: string }): ReactNode {
  switch (state) {
    case 'running':
      return <CircularProgress size={18} aria-label={name} />;
    case 'completed':
      return <DoneIcon fontSize="small" color="success" titleAccess={name} />;
    case 'failed':
      return <FailedIcon fontSize="small" color="error" titleAccess={name} />;
    case 'skipped':
      return <SkippedIcon fontSize="small" color="disabled" titleAccess={name} />;
    case 'waiting':
    case 'not_reached':
      return <WaitingIcon fontSize="small" color="disabled" titleAccess={name} />;
  }
}
