import { isDeepStrictEqual } from 'node:util';
import { AppError } from '../../common/app-error.js';
import type { OwnerMap } from '../../platform/postgres/archive/map-roles.js';
import type { Source } from '../sources/source.entity.js';
import type { RestorePlan } from './restore-plan.entity.js';
import type { CreateRestoreRequest, RestorePlanRequest } from './restore-requests.dto.js';
import type { StrategyName } from './strategy-names.js';

/** The names that Backstitch gives to databases of its own (database-names.ts). */
const RESERVED = /^bst_(side|before|after|scratch)_/;

/** Which database a restore is for: the source's own, or the new one that was named. Throws MISSING_ and INVALID_PARAMETER. */
export function targetDatabase(strategy: StrategyName, named: string | undefined, { database }: Source): string {
  if (strategy !== 'new_database') {
    if (named === undefined || named === database.database) return database.database;
    throw invalid(
      `The strategy "${strategy}" replaces the database of the source, and no other.`,
      `Leave target.database out, or say "${database.database}". The strategy "new_database" makes another one.`,
    );
  }
  if (named === undefined) {
    throw new AppError('MISSING_PARAMETER', 'The new database has no name.', {
      hint: 'Say target.database: a name that is free on that server.',
      errors: [{ field: 'target.database', message: 'is needed with the strategy new_database' }],
    });
  }
  if (!RESERVED.test(named)) return named;
  throw invalid(
    'Backstitch gives such names to databases that it makes and drops itself.',
    'Choose a name that does not begin with bst_side_, bst_before_, bst_after_ or bst_scratch_.',
  );
}

/** Whose the restored objects will be. Throws INVALID_PARAMETER. */
export function ownersOf({ noOwner = false, ownerMap = {} }: RestorePlanRequest): {
  noOwner: boolean;
  ownerMap: OwnerMap;
} {
  if (!noOwner || Object.keys(ownerMap).length === 0) return { noOwner, ownerMap };
  throw new AppError('INVALID_PARAMETER', 'Either no owners are restored, or others.', {
    hint: 'Say noOwner, and everything belongs to the role of the source; or say in ownerMap which roles stand for those of the backup.',
    errors: [{ field: 'ownerMap', message: 'must not come together with noOwner' }],
  });
}

/** A restore that names a plan may say again what the plan says, and nothing else. Throws PLAN_STALE. */
export function assertSameWish({ content }: RestorePlan, request: CreateRestoreRequest): void {
  const { strategy = content.strategy, noOwner = content.noOwner, target } = request;
  const database = target?.database ?? content.target.database;
  const planned = content.ownerMap ?? {};
  const isSameOwners = noOwner === content.noOwner && isDeepStrictEqual(request.ownerMap ?? planned, planned);
  if (strategy === content.strategy && isSameOwners && database === content.target.database) return;
  throw new AppError('PLAN_STALE', 'This plan is for another strategy, another database, or other owners.', {
    hint: 'Make a plan with the strategy, target, noOwner and ownerMap that you want, and look at it.',
  });
}

function invalid(message: string, hint: string): AppError {
  return new AppError('INVALID_PARAMETER', message, {
    hint,
    errors: [{ field: 'target.database', message: 'is not a database that this strategy may restore to' }],
  });
}
