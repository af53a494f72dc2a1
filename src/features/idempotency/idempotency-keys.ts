import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import type { Caller } from '../../common/caller.js';
import type { BodyDigest } from '../../common/http/streamed-body.js';
import { Database } from '../../database/database.js';
import { KeyedHash } from '../../platform/crypto/keyed-hash.js';
import { MasterKeys } from '../../platform/crypto/master-key.js';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import { IdempotencyKey } from './idempotency-key.entity.js';
import { KEPT_ANSWERS, type KeptAnswer } from './kept-answer.js';

/** How long a request with a key may go without a sign of life of whoever carries it out. Renewed three times in it. */
const LEASE_MS = 15_000;
export const RENEW_EVERY_MS = 5_000;
/** How long a second request waits for the first one's answer. */
const WAIT_MS = 10_000;
const LOOK_EVERY_MS = 100;
export const KEPT_HOURS = 24;

export interface KeyedRequest {
  route: string;
  key: string;
  fingerprint: string;
  requestId: string;
}

/** The right to carry a request out; of one process at a time. */
export interface Claim {
  id: string;
  claim: string;
}

export type Begun = { kind: 'claimed'; claim: Claim } | Kept;

export interface Kept {
  kind: 'kept';
  answer: KeptAnswer;
  /** Of a body that was read as a stream, and must be the same (assertSameBody). */
  bodyFingerprint: string | null;
  bodyBytes: number;
}

type Found = Pick<
  IdempotencyKey,
  'id' | 'fingerprint' | 'bodyFingerprint' | 'progress' | 'requestId' | 'sealedAnswer'
> & {
  bodyBytes: string | null;
  isOver: boolean;
  isAbandoned: boolean;
};

/** The keys of requests, in PostgreSQL, so that every process knows them. */
@Injectable()
export class IdempotencyKeys {
  private readonly fingerprints: KeyedHash;

  constructor(
    private readonly database: Database,
    private readonly secrets: SecretBox,
    keys: MasterKeys,
  ) {
    this.fingerprints = new KeyedHash(keys, 'idempotency');
  }

  /**
   * The claim to carry the request out, or the answer that it had. Of any number at the same instant exactly one has
   * the claim; the others wait for its answer. Throws CONFLICT for a key that was used for another request, for one
   * that is still being carried out, and for one that was carried out and whose answer is lost.
   */
  async begin(caller: Caller, request: KeyedRequest): Promise<Begun> {
    const deadline = performance.now() + WAIT_MS;
    for (;;) {
      const begun = await this.database.as(caller, (manager) => this.tryBegin(manager, caller, request));
      if (begun !== null) return begun;
      if (performance.now() > deadline) {
        throw new AppError('CONFLICT', 'The first request with this Idempotency-Key is still being carried out.', {
          hint: 'Send it again in a few seconds: it is then answered as the first one.',
          retryAfterSeconds: 5,
        });
      }
      await sleep(LOOK_EVERY_MS);
    }
  }

  /** Throws CONFLICT where a body that was read as a stream is not the one that was carried out; null: it is larger. */
  assertSameBody({ bodyFingerprint }: Kept, digest: BodyDigest | null): void {
    if (bodyFingerprint !== null && digest !== null && this.fingerprints.matches(bodyFingerprint, digest.sha256))
      return;
    throw keyOfAnother();
  }

  /**
   * To be called at the end of every transaction of the request: one that has written anything says so on the key, in
   * the same commit. Throws, so that nothing is committed, when the claim is in other hands.
   */
  async beforeCommit(manager: EntityManager, { id, claim }: Claim, body: BodyDigest | null): Promise<void> {
    const [transaction] = await manager.query<{ wrote: boolean }[]>(
      'SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS wrote',
    );
    if (transaction?.wrote !== true) return;
    const [, held] = await manager.query<[unknown, number]>(
      `UPDATE idempotency_keys SET progress = 'carried_out', "bodyFingerprint" = $3, "bodyBytes" = $4
        WHERE id = $1 AND claim = $2`,
      [id, claim, body === null ? null : this.fingerprints.of(body.sha256), body?.bytes ?? null],
    );
    if (held === 0) {
      throw new AppError('CONFLICT', 'This request took so long that another one with its Idempotency-Key took over.', {
        hint: 'Nothing of this one was done. Send it again: it is then answered as the other one.',
      });
    }
  }

  async renew(caller: Caller, { id, claim }: Claim): Promise<void> {
    await this.update(caller, `"leaseUntil" = now() + $3 * interval '1 ms' WHERE id = $1 AND claim = $2`, [
      id,
      claim,
      LEASE_MS,
    ]);
  }

  async keep(caller: Caller, { id, claim }: Claim, answer: KeptAnswer): Promise<void> {
    await this.update(caller, `progress = 'answered', "sealedAnswer" = $3 WHERE id = $1 AND claim = $2`, [
      id,
      claim,
      this.secrets.seal(JSON.stringify(answer), KEPT_ANSWERS.context(id)),
    ]);
  }

  /** The answer is not kept: the key is free again, unless something was committed. */
  async letGo(caller: Caller, { id, claim }: Claim): Promise<void> {
    await this.database.as(caller, async (manager) => {
      await manager.query(`DELETE FROM idempotency_keys WHERE id = $1 AND claim = $2 AND progress = 'running'`, [
        id,
        claim,
      ]);
      await manager.query(`UPDATE idempotency_keys SET "leaseUntil" = now() WHERE id = $1 AND claim = $2`, [id, claim]);
    });
  }

  /** Forgets keys whose time is over. Answers how many. */
  async sweep(): Promise<number> {
    return this.database.asSystem(async (manager) => {
      const [, forgotten] = await manager.query<[unknown, number]>(
        `DELETE FROM idempotency_keys WHERE id IN (
           SELECT id FROM idempotency_keys WHERE "createdAt" < now() - make_interval(hours => $1)
           LIMIT 10000 FOR UPDATE SKIP LOCKED)`,
        [KEPT_HOURS],
      );
      return forgotten;
    });
  }

  /** null: somebody else is at it. */
  private async tryBegin(manager: EntityManager, caller: Caller, request: KeyedRequest): Promise<Begun | null> {
    const fresh = await insert(manager, caller, request, this.fingerprints.of(request.fingerprint));
    if (fresh !== null) return { kind: 'claimed', claim: fresh };
    const found = await find(manager, caller, request);
    if (found === null) return null;
    if (found.isOver && (found.progress === 'answered' || found.isAbandoned)) {
      await manager.query('DELETE FROM idempotency_keys WHERE id = $1', [found.id]);
      return null;
    }
    if (!this.fingerprints.matches(found.fingerprint, request.fingerprint)) {
      throw keyOfAnother();
    }
    if (found.sealedAnswer !== null) {
      const text = this.secrets.open(found.sealedAnswer, KEPT_ANSWERS.context(found.id));
      const { bodyFingerprint, bodyBytes } = found;
      return { kind: 'kept', answer: JSON.parse(text) as KeptAnswer, bodyFingerprint, bodyBytes: Number(bodyBytes) };
    }
    if (!found.isAbandoned) return null;
    if (found.progress === 'carried_out') {
      throw new AppError(
        'CONFLICT',
        'The first request with this Idempotency-Key was carried out; its answer is lost.',
        {
          hint: `Look at what is there now: the audit trail has it under the request id ${found.requestId}. If you want it done once more, use a new key.`,
        },
      );
    }
    return takeOver(manager, found.id);
  }

  private async update(caller: Caller, what: string, values: unknown[]): Promise<void> {
    await this.database.as(caller, (manager) => manager.query(`UPDATE idempotency_keys SET ${what}`, values));
  }
}

function keyOfAnother(): AppError {
  return new AppError('CONFLICT', 'This Idempotency-Key was used for another request.', {
    hint: 'A key belongs to one request, body and all, for 24 hours. Send this one with a new key.',
  });
}

/** null when the key is there already. */
async function insert(
  manager: EntityManager,
  caller: Caller,
  request: KeyedRequest,
  fingerprint: string,
): Promise<Claim | null> {
  const claim = { id: uuidV7(), claim: uuidV7() };
  const rows = await manager.query<unknown[]>(
    `INSERT INTO idempotency_keys (id, "tenantId", "userId", route, key, fingerprint, claim, "leaseUntil", "requestId")
     VALUES ($1, $2, $3, $4, $5, $6, $7, now() + $8 * interval '1 ms', $9)
     ON CONFLICT ("userId", route, key) DO NOTHING RETURNING id`,
    [
      claim.id,
      caller.tenantId,
      caller.userId,
      request.route,
      request.key,
      fingerprint,
      claim.claim,
      LEASE_MS,
      request.requestId,
    ],
  );
  return rows.length === 0 ? null : claim;
}

async function find(manager: EntityManager, caller: Caller, request: KeyedRequest): Promise<Found | null> {
  const [found] = await manager.query<Found[]>(
    `SELECT id, fingerprint, "bodyFingerprint", "bodyBytes", progress, "requestId", "sealedAnswer", "leaseUntil" < now() AS "isAbandoned",
            "createdAt" < now() - make_interval(hours => $4) AS "isOver"
       FROM idempotency_keys WHERE "userId" = $1 AND route = $2 AND key = $3`,
    [caller.userId, request.route, request.key, KEPT_HOURS],
  );
  return found ?? null;
}

/** Nothing of the request is committed, and whoever had it is gone. One that is committing right now is not: its row is locked. */
async function takeOver(manager: EntityManager, id: string): Promise<Begun | null> {
  const claim = uuidV7();
  const [, taken] = await manager.query<[unknown, number]>(
    `UPDATE idempotency_keys SET claim = $2, "leaseUntil" = now() + $3 * interval '1 ms'
      WHERE id = (SELECT id FROM idempotency_keys
                   WHERE id = $1 AND progress = 'running' AND "leaseUntil" < now() FOR UPDATE SKIP LOCKED)`,
    [id, claim, LEASE_MS],
  );
  return taken === 0 ? null : { kind: 'claimed', claim: { id, claim } };
}
