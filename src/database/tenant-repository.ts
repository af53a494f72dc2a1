import type { EntityManager, EntityTarget, FindOptionsWhere, ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import { AppError } from '../common/app-error.js';
import type { Caller } from '../common/caller.js';

/** Of these there is a list. */
const LISTED: ReadonlySet<string> = new Set([
  'source',
  'backup',
  'restore',
  'drill',
  'notification-channel',
  'schedule',
  'api-key',
  'user',
  'tenant',
]);

/**
 * Reads of one kind of record, held to the caller's tenant (the first wall; row-level security is the second).
 * What belongs to another tenant does not exist: it is NOT_FOUND, never FORBIDDEN.
 */
export class TenantRepository<Entity extends ObjectLiteral & { id: string; tenantId: string }> {
  constructor(
    private readonly manager: EntityManager,
    private readonly entity: EntityTarget<Entity>,
    private readonly caller: Caller,
    /** What a person calls it, for messages: "backup". */
    private readonly noun: string,
  ) {}

  /** `lock`: true to change it, 'key share' to refer to it: nobody deletes it, or locks it to change it, before this transaction ends. */
  async get(id: string, options: { lock?: boolean | 'key share' } = {}): Promise<Entity> {
    const query = this.query('record').andWhere('record.id = :id', { id });
    if (options.lock === true) query.setLock('pessimistic_write');
    if (options.lock === 'key share') query.setLock('for_key_share');
    const found = await query.getOne();
    if (found === null) {
      throw new AppError('NOT_FOUND', `There is no ${this.noun} ${id}.`, {
        ...(LISTED.has(this.noun) ? { hint: `List what there is: GET /api/v1/${this.noun}s` } : {}),
      });
    }
    return found;
  }

  async findBy(where: FindOptionsWhere<Entity>): Promise<Entity[]> {
    return this.query('record').andWhere(where).orderBy('record.id').getMany();
  }

  /** A query that already has its tenant; add to it with `andWhere` alone. */
  query(alias: string): SelectQueryBuilder<Entity> {
    const query = this.manager.createQueryBuilder(this.entity, alias);
    return this.caller.seesAllTenants
      ? query.where('true')
      : query.where(`${alias}."tenantId" = :callerTenant`, { callerTenant: this.caller.tenantId });
  }
}
