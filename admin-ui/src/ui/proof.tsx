import { Tooltip } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';

/** From nothing to everything; what each of them proves is in docs/restore.md. */
export const PROOFS = ['none', 'stored', 'checksum', 'decoded', 'restored', 'counted', 'migrated'] as const;

type Backup = Pick<components['schemas']['BackupResponse'], 'proof' | 'status'>;

/** How far a backup is proven. Where it is damaged, what was proven does not count any more. */
export function Proof({ of: { proof, status } }: { of: Backup }): ReactNode {
  return <Steps of={proof} isDamaged={status === 'corrupted'} />;
}

/** What a trial showed: it did, whatever became of its backup since. */
export function ShownProof({ of }: { of: Backup['proof'] }): ReactNode {
  return <Steps of={of} isDamaged={false} />;
}

/** As many steps of six as are reached, and the name of the last. */
function Steps({ of, isDamaged }: { of: Backup['proof']; isDamaged: boolean }): ReactNode {
  const translate = useTranslate();
  const reached = Math.max(
    0,
    PROOFS.findIndex((each) => each === of),
  );
  const name = translate(isDamaged ? 'bs.proof.lost' : `bs.proof.${of}`, { _: of });
  return (
    <Tooltip title={translate(`bs.proof.meaning.${isDamaged ? 'lost' : of}`, { _: name })}>
      <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6, whiteSpace: 'nowrap' }}>
        <svg width="44" height="10" role="img" aria-hidden="true" focusable="false">
          {PROOFS.slice(1).map((each, step) => (
            <rect
              key={each}
              x={step * 7.4}
              y={8 - step * 1.2}
              width="5.4"
              height={2 + step * 1.2}
              rx="1"
              fill="currentColor"
              opacity={step < reached && !isDamaged ? 1 : 0.22}
            />
          ))}
        </svg>
        {name}
      </span>
    </Tooltip>
  );
}
