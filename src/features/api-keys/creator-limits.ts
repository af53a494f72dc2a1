import { AppError } from '../../common/app-error.js';
import { type Caller, type Scope, SCOPES } from '../../common/caller.js';
import { mayDo, type Permission, PERMISSIONS } from '../../common/permissions.js';
import { areWithin } from '../../common/networks.js';

/** What a key is to be like. */
export interface KeyDraft {
  scopes: Scope[];
  expiresAt: Date | null;
  allowedNetworks: string[] | null;
}

/** The key with which a key is made; a person has no such limits. */
export type MakingKey = Pick<KeyDraft, 'expiresAt' | 'allowedNetworks'>;

/** The scopes that would let a key of this caller do anything at all. */
export function grantableScopes(caller: Pick<Caller, 'role' | 'scopes'>): Scope[] {
  const permissions = Object.keys(PERMISSIONS) as Permission[];
  return SCOPES.filter((scope) =>
    permissions.some((permission) => PERMISSIONS[permission].scope === scope && mayDo(caller, permission)),
  );
}

/**
 * What the new key will be: nothing of it reaches further than who makes it. What a making key has and the draft leaves
 * out is inherited; what goes beyond is FORBIDDEN, and so are scopes that the caller lacks.
 */
export function limitToCreator(
  caller: Pick<Caller, 'role' | 'scopes'>,
  maker: MakingKey | null,
  draft: KeyDraft,
): KeyDraft {
  const grantable = grantableScopes(caller);
  const beyond = draft.scopes.filter((scope) => !grantable.includes(scope));
  if (beyond.length > 0) {
    throw new AppError('FORBIDDEN', `You may not give a key what you lack yourself: ${beyond.join(', ')}.`, {
      hint: `You may give ${grantable.join(', ')}.`,
    });
  }
  if (maker === null) return draft;
  return {
    scopes: draft.scopes,
    expiresAt: limitedExpiry(maker.expiresAt, draft.expiresAt),
    allowedNetworks: limitedNetworks(maker.allowedNetworks, draft.allowedNetworks),
  };
}

function limitedExpiry(limit: Date | null, wanted: Date | null): Date | null {
  if (limit === null || wanted === null) return wanted ?? limit;
  if (wanted <= limit) return wanted;
  throw new AppError('FORBIDDEN', 'A key may not make one that outlives it.', {
    hint: `Say expiresAt ${limit.toISOString()} or sooner, or make the key as a person.`,
  });
}

function limitedNetworks(limit: string[] | null, wanted: string[] | null): string[] | null {
  if (limit === null || wanted === null) return wanted ?? limit;
  if (areWithin(wanted, limit)) return wanted;
  throw new AppError('FORBIDDEN', 'A key may not make one for networks that it is not for itself.', {
    hint: `It is for ${limit.join(', ')}.`,
  });
}
