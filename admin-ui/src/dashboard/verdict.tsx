import OkIcon from '@mui/icons-material/CheckCircleOutlined';
import WarningIcon from '@mui/icons-material/WarningAmberOutlined';
import DangerIcon from '@mui/icons-material/ErrorOutlined';
import { Box, Card, CardContent, Link as MuiLink, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useTranslate } from 'react-admin';
import type { BackupHealth } from '../data/backup-health.js';
import { useMayWhat } from '../data/may.js';
import { Approval, type AwaitedAct } from './approvals.js';
import type { Concern } from './concerns.js';

const LOOKS = {
  green: [OkIcon, 'success.main'],
  yellow: [WarningIcon, 'warning.main'],
  red: [DangerIcon, 'error.main'],
} as const;

interface VerdictProps {
  light: BackupHealth['status'];
  concerns: Concern[];
  awaited: AwaitedAct[];
}

/** Is everything all right? In a sentence; and why not, each reason with the way to what mends it. */
export function Verdict({ light, concerns, awaited }: VerdictProps): ReactNode {
  const translate = useTranslate();
  const count = concerns.length + awaited.length;
  const may = useMayWhat();
  const [Icon, color] = LOOKS[light];
  return (
    <Card component="section" role="status" sx={{ borderLeft: 6, borderLeftColor: color }}>
      <CardContent>
        <Stack direction="row" spacing={2} sx={{ alignItems: 'flex-start' }}>
          <Icon sx={{ fontSize: 36, color }} />
          <Box sx={{ minWidth: 0, flex: 1 }}>
            <Typography component="h2" variant="h2" sx={{ lineHeight: '36px' }}>
              {translate(`bs.dashboard.verdict.${light}`, { smart_count: count })}
            </Typography>
            {count === 0 ? null : (
              <Stack component="ul" spacing={0.5} sx={{ m: 0, mt: 1, pl: 2.5 }}>
                {concerns.map(({ key, about, sentence, to, mend }) => (
                  <li key={key}>
                    {to === null ? (
                      <strong>{about}</strong>
                    ) : (
                      <MuiLink component={Link} to={to} sx={{ fontWeight: 650 }}>
                        {about}
                      </MuiLink>
                    )}
                    {`${translate('bs.dashboard.concern.colon')}${sentence} `}
                    {mend === null || !may(mend.permission) ? null : (
                      <MuiLink component={Link} to={mend.to} underline="always" sx={{ whiteSpace: 'nowrap' }}>
                        {translate(`bs.dashboard.mend.${mend.words}`)}
                      </MuiLink>
                    )}
                  </li>
                ))}
                {awaited.map((act) => (
                  <li key={`${act.id} ${act.act}`}>
                    <Approval of={act} />
                  </li>
                ))}
              </Stack>
            )}
          </Box>
        </Stack>
      </CardContent>
    </Card>
  );
}
