import { Injectable } from '@nestjs/common';
import type { Caller } from '../../common/caller.js';
import { Together } from '../../common/together.js';
import { Settings } from '../../config/settings.js';
import { controlNow } from '../../database/control-clock.js';
import { Database } from '../../database/database.js';
import type { Signed } from '../../platform/crypto/signing.js';
import type { TimeRange } from '../audit/chain-span.js';
import { chainsOf } from '../audit/verify-chain.js';
import { Keyring } from '../encryption-keys/keyring.js';
import { StoragesService } from '../storages/storages.service.js';
import { type AuditHead, signedHead } from './audit-head.js';
import { keptHeads } from './kept-heads.js';
import { type TrailFinding, verifyTrail } from './verify-trail.js';

export interface Verification extends TrailFinding {
  /** null of a part of the trail, which says nothing of what was before. */
  head: Signed<AuditHead> | null;
  anchors: { at: string; from: string } | null;
}

/** Verifies what a caller may see of the audit trail: the chain of its tenant; a superadmin's is every chain. */
@Injectable()
export class AuditVerification {
  private readonly readings = new Together<Verification>();

  constructor(
    private readonly settings: Settings,
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly storages: StoragesService,
  ) {}

  /**
   * One reading at a time of each tenant: a long trail takes a connection and a processor for seconds. Throws where the
   * store cannot be asked for the heads that it keeps: a chain that ends too early looks whole by itself.
   */
  async verify(caller: Caller, range: TimeRange): Promise<Verification> {
    const whose = caller.seesAllTenants ? 'all' : caller.tenantId;
    const when = [range.from, range.to].map((time) => time?.toISOString() ?? '').join(' ');
    return this.readings.ask(`${whose} ${when}`, () => this.read(caller, range));
  }

  private async read(caller: Caller, range: TimeRange): Promise<Verification> {
    const { driver } = await this.storages.ownStore();
    const { masterKey, masterKeyPrevious } = this.settings;
    const masterKeys = masterKeyPrevious === null ? [masterKey] : [masterKey, masterKeyPrevious];
    const { kept, instanceId, at } = await this.database.asSystem(async (manager) => {
      const [instance] = await manager.query<{ instanceId: string }[]>('SELECT "instanceId" FROM instance');
      if (instance === undefined) throw new Error('The control database does not say which instance it is of.');
      return { ...instance, at: await controlNow(manager), kept: await keptHeads(manager, driver, masterKeys) };
    });
    const found = await this.database.as(caller, async (manager) => {
      const chains = caller.seesAllTenants ? await chainsOf(manager) : [caller.tenantId];
      return verifyTrail(manager, chains, kept?.anchors ?? [], range);
    });
    const isWhole = range.from === null && range.to === null;
    const head = isWhole ? signedHead(found.chains, { instanceId, at, key: await this.keyring.signingKey() }) : null;
    return { ...found, head, anchors: kept === null ? null : { at: kept.at, from: kept.from } };
  }
}
