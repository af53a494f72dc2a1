import DoneIcon from '@mui/icons-material/CheckCircleOutlined';
import NotIcon from '@mui/icons-material/RemoveCircleOutlined';
import WrongIcon from '@mui/icons-material/ErrorOutlined';
import {
  Box,
  Button,
  Card,
  Skeleton,
  Table,
  TableBody,
  TableCell,
  TableContainer,
  TableHead,
  TableRow,
  Typography,
} from '@mui/material';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslate } from 'react-admin';
import { api, dataOf } from '../data/api.js';
import { MONOSPACE } from '../theme/theme.js';
import { ON_A_PHONE } from '../ui/narrow-table.js';
import { countWritten, durationInWords } from '../ui/measures.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import type { Report } from './restore.js';
import { useRegion } from '../ui/use-region.js';

/** So many tables at first; the rest when somebody asks. */
const SHOWN = 25;

/** What a restore did and how it was checked, in sentences, with the counts that they rest on. */
export function ReportView({ id }: { id: string }): ReactNode {
  const { data, error, refetch } = useQuery({
    queryKey: ['restores', 'report', id],
    queryFn: () => dataOf(api.GET('/api/v1/restores/{id}/report', { params: { path: { id } } })),
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Skeleton variant="rounded" height={320} />;
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Card sx={{ p: 2 }}>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
          <Sentences report={data} />
        </Box>
      </Card>
      {data.tables.length === 0 ? null : <Tables tables={data.tables} />}
    </Box>
  );
}

function Sentences({ report }: { report: Report }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { tables, rowsCompared, fingerprints, migrations, properties, swap, notes } = report;
  const differing = tables.filter(({ backup, restored }) => backup !== restored).length;
  const say = (name: string, values: Record<string, unknown> = {}): string =>
    translate(`resources.restores.report.${name}`, values);
  const rows = countWritten(rowsCompared, locale);
  return (
    <>
      {tables.length === 0 ? (
        <Sentence kind="not" text={say('not_counted')} />
      ) : differing > 0 ? (
        <Sentence kind="wrong" text={say('counts_differ', { smart_count: differing })} />
      ) : (
        <Sentence kind="done" text={say('counted', { rows, smart_count: tables.length })} />
      )}
      {fingerprints === null ? (
        <Sentence kind="not" text={say('no_fingerprints')} />
      ) : fingerprints.skipped !== null ? (
        <Sentence kind="not" text={say('fingerprints_skipped', { reason: fingerprints.skipped })} />
      ) : (
        <Sentence kind="done" text={say('fingerprints', { smart_count: fingerprints.tables })} />
      )}
      {migrations === null ? (
        <Sentence kind="not" text={say('no_migrations')} />
      ) : (
        <Sentence
          kind="done"
          text={say('migrated', {
            smart_count: migrations.pending.length,
            runner: migrations.runner,
            time: durationInWords(migrations.seconds * 1_000, locale),
          })}
          details={[...migrations.pending, ...migrations.notes]}
        />
      )}
      {swap.downtimeMs === null ? null : (
        <Sentence
          kind="done"
          text={say('swapped', {
            time: durationInWords(swap.downtimeMs, locale),
            smart_count: swap.endedSessions ?? 0,
          })}
        />
      )}
      {properties.differences.length === 0 ? null : (
        <Sentence kind="done" text={say('carried_over')} details={properties.differences} />
      )}
      {notes.map((note) => (
        <Sentence key={note} kind="not" text={note} />
      ))}
    </>
  );
}

const ICONS = {
  done: <DoneIcon fontSize="small" color="success" />,
  not: <NotIcon fontSize="small" color="disabled" />,
  wrong: <WrongIcon fontSize="small" color="error" />,
};

interface SentenceProps {
  kind: keyof typeof ICONS;
  text: string;
  details?: readonly string[];
}

function Sentence({ kind, text, details = [] }: SentenceProps): ReactNode {
  return (
    <Box component="li" sx={{ display: 'grid', gridTemplateColumns: '28px 1fr' }}>
      {ICONS[kind]}
      <Box sx={{ minWidth: 0 }}>
        <Typography>{text}</Typography>
        {details.map((detail) => (
          <Typography
            key={detail}
            variant="body2"
            color="textSecondary"
            sx={{ fontFamily: MONOSPACE, overflowWrap: 'anywhere' }}
          >
            {detail}
          </Typography>
        ))}
      </Box>
    </Box>
  );
}

function Tables({ tables }: { tables: Report['tables'] }): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const [isWhole, setIsWhole] = useState(false);
  const isWrong = ({ backup, restored }: Report['tables'][number]): boolean => backup !== restored;
  const inOrder = tables.toSorted((a, b) => Number(isWrong(b)) - Number(isWrong(a)) || b.backup - a.backup);
  const shown = isWhole ? inOrder : inOrder.slice(0, SHOWN);
  return (
    <Card>
      <TableContainer tabIndex={0}>
        <Table size="small" aria-label={translate('resources.restores.report.tables')} sx={ON_A_PHONE}>
          <TableHead>
            <TableRow>
              <TableCell>{translate('bs.plan.losses.table')}</TableCell>
              <TableCell align="right">{translate('bs.plan.losses.backup')}</TableCell>
              <TableCell align="right">{translate('resources.restores.report.restored')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {shown.map((row) => (
              <TableRow key={row.table}>
                <TableCell
                  component="th"
                  scope="row"
                  sx={{ fontFamily: MONOSPACE, minWidth: { sm: 210 }, overflowWrap: 'anywhere' }}
                >
                  {row.table}
                </TableCell>
                <TableCell align="right">{countWritten(row.backup, locale)}</TableCell>
                <TableCell align="right" sx={isWrong(row) ? { color: 'error.main', fontWeight: 650 } : {}}>
                  {countWritten(row.restored, locale)}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableContainer>
      {tables.length <= SHOWN ? null : (
        <Button
          sx={{ m: 1 }}
          aria-expanded={isWhole}
          onClick={() => {
            setIsWhole(!isWhole);
          }}
        >
          {isWhole ? translate('bs.plan.show_fewer') : translate('bs.plan.show_all', { count: tables.length })}
        </Button>
      )}
    </Card>
  );
}
