import ReachedIcon from '@mui/icons-material/CheckCircle';
import LostIcon from '@mui/icons-material/RemoveCircleOutlined';
import MissingIcon from '@mui/icons-material/RadioButtonUnchecked';
import VerifyIcon from '@mui/icons-material/VerifiedOutlined';
import { Alert, Box, Typography } from '@mui/material';
import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { api } from '../../data/api.js';
import { useMay } from '../../data/may.js';
import { BusyButton } from '../../ui/busy-button.js';
import { durationInWords } from '../../ui/measures.js';
import { PROOFS } from '../../ui/proof.js';
import { Time } from '../../ui/time.js';
import { useRegion } from '../../ui/use-region.js';
import { type Backup, isReady } from '../backup.js';
import { Evidence } from './evidence.js';
import { SectionCard } from '../../ui/section-card.js';
import { useSayError } from '../../ui/use-say-error.js';

type Level = (typeof PROOFS)[number];

/** What a verification of which level reaches; what is higher, a drill does. */
const VERIFY_TO: Partial<Record<Level, 'checksum' | 'decoded' | 'restored'>> = {
  checksum: 'checksum',
  decoded: 'decoded',
  restored: 'restored',
  counted: 'restored',
};

/** The most that a verification does. */
const AGAIN = 'restored';

/** From nothing to everything: what is proven of a backup, when, by what; and what proves the next. */
export function ProofLadder({ of: backup }: { of: Backup }): ReactNode {
  const translate = useTranslate();
  const mayVerify = useMay('backups:create') && isReady(backup);
  const reached = PROOFS.findIndex((level) => level === backup.proof);
  const next = PROOFS[reached + 1];
  const isNothing = reached <= 0 && (backup.status === 'failed' || backup.status === 'canceled');
  return (
    <SectionCard title={translate('resources.backups.proofs.title')}>
      {backup.status === 'corrupted' ? (
        <Alert severity="error" sx={{ mb: 2 }}>
          {translate('resources.backups.proofs.corrupted')}
        </Alert>
      ) : null}
      {isNothing ? (
        <Typography color="textSecondary">{translate('resources.backups.proofs.nothing')}</Typography>
      ) : null}
      <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0 }}>
        {(isNothing ? [] : PROOFS).slice(1).map((level, index) => (
          <Rung
            key={level}
            level={level}
            standing={index >= reached ? 'missing' : backup.status === 'corrupted' ? 'lost' : 'reached'}
            proof={backup.proofs.find((each) => each.level === level)}
          />
        ))}
      </Box>
      {mayVerify ? <NextStep id={backup.id} next={backup.status === 'corrupted' ? undefined : next} /> : null}
    </SectionCard>
  );
}

const LOOKS = {
  reached: { Icon: ReachedIcon, color: 'success', name: {} },
  lost: { Icon: LostIcon, color: 'disabled', name: { textDecoration: 'line-through' } },
  missing: { Icon: MissingIcon, color: 'disabled', name: { color: 'text.secondary' } },
} as const;

interface RungProps {
  level: Level;
  /** `lost`: it was reached, and the backup is damaged. */
  standing: keyof typeof LOOKS;
  proof: Backup['proofs'][number] | undefined;
}

function Rung({ level, standing, proof }: RungProps): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const { Icon, color, name } = LOOKS[standing];
  return (
    <Box component="li" sx={{ display: 'flex', gap: 1.5, pb: 1.5, position: 'relative' }}>
      <Icon color={color} titleAccess={translate(`resources.backups.proofs.${standing}`)} />
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Box sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 2, justifyContent: 'space-between' }}>
          <Typography component="span" sx={{ fontWeight: 650, ...name }}>
            {translate(`bs.proof.${level}`)}
          </Typography>
          {proof === undefined ? null : (
            <Typography component="span" variant="body2" sx={{ color: 'text.secondary' }}>
              <Time at={proof.at} />,{' '}
              {translate('resources.backups.proofs.took', { time: durationInWords(proof.seconds * 1_000, locale) })}
            </Typography>
          )}
        </Box>
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {translate(
            standing === 'reached' ? `bs.proof.meaning.${level}` : `resources.backups.proofs.${standing}_of.${level}`,
          )}
        </Typography>
        {proof === undefined ? null : <Evidence of={proof.evidence} />}
      </Box>
    </Box>
  );
}

/**
 * What proves the next rung; where a drill alone does, none is left, or it is damaged, all once more: what lies in a store
 * can rot, and what did may have been put back.
 */
function NextStep({ id, next }: { id: string; next: Level | undefined }): ReactNode {
  const translate = useTranslate();
  const notify = useNotify();
  const sayError = useSayError();
  const queries = useQueryClient();
  const [isBusy, setIsBusy] = useState(false);
  const level = next === undefined ? undefined : VERIFY_TO[next];
  const verify = (): void => {
    setIsBusy(true);
    api
      .POST('/api/v1/backups/{id}/verify', { params: { path: { id } }, body: { level: level ?? AGAIN } })
      .then(() => {
        notify('resources.backups.page.verifying', { type: 'success' });
        return queries.invalidateQueries({ queryKey: ['backups'] });
      })
      .catch(sayError)
      .finally(() => {
        setIsBusy(false);
      });
  };
  return (
    <Box sx={{ ml: 4.5 }}>
      {next !== undefined && level === undefined ? (
        <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>
          {translate('resources.backups.proofs.drill')}
        </Typography>
      ) : null}
      <BusyButton variant="outlined" startIcon={<VerifyIcon />} isBusy={isBusy} onClick={verify}>
        {level === undefined
          ? translate('resources.backups.proofs.again')
          : translate('resources.backups.proofs.next', { level: translate(`bs.proof.${level}`) })}
      </BusyButton>
    </Box>
  );
}
