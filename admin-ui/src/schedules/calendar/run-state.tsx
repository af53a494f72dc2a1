import type { SvgIconComponent } from '@mui/icons-material';
import CanceledIcon from '@mui/icons-material/BlockOutlined';
import CompletedIcon from '@mui/icons-material/CheckCircleOutlined';
import CorruptedIcon from '@mui/icons-material/DangerousOutlined';
import FailedIcon from '@mui/icons-material/ErrorOutlined';
import WaitingIcon from '@mui/icons-material/HourglassEmptyOutlined';
import RunningIcon from '@mui/icons-material/PlayCircleOutlined';
import DroppedIcon from '@mui/icons-material/RemoveCircleOutlined';
import ComingIcon from '@mui/icons-material/ScheduleOutlined';
import type { SvgIconProps } from '@mui/material';
import type { ReactNode } from 'react';

const LOOKS: Record<string, { Icon: SvgIconComponent; color: SvgIconProps['color'] }> = {
  completed: { Icon: CompletedIcon, color: 'success' },
  failed: { Icon: FailedIcon, color: 'error' },
  corrupted: { Icon: CorruptedIcon, color: 'error' },
  running: { Icon: RunningIcon, color: 'info' },
  waiting: { Icon: WaitingIcon, color: 'warning' },
  canceled: { Icon: CanceledIcon, color: 'inherit' },
  dropped: { Icon: DroppedIcon, color: 'inherit' },
  coming: { Icon: ComingIcon, color: 'inherit' },
};
const OTHER = { Icon: DroppedIcon, color: 'inherit' } as const;

/** A state by a shape and a colour; its word stands, or is said, beside it. */
export function StateIcon({ of }: { of: string }): ReactNode {
  const { Icon, color } = LOOKS[of] ?? OTHER;
  return <Icon aria-hidden color={color} sx={{ fontSize: 16, flexShrink: 0 }} />;
}

/** "completed", "to come". */
export function stateInWords(state: string, translate: (key: string) => string): string {
  return translate(state === 'coming' ? 'resources.schedules.calendar.coming' : `bs.status.${state}`);
}
