import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { v7 as uuidV7 } from 'uuid';
import { AppError } from '../../common/app-error.js';
import { Database } from '../../database/database.js';
import { MasterKeys } from '../../platform/crypto/master-key.js';
import { Instance } from './instance.entity.js';

/** Refuses to start with another master key than the one this instance was set up with: with it, every secret would be lost to us. */
@Injectable()
export class InstanceIdentity implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly masterKeys: MasterKeys,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const instanceId = uuidV7();
    const instance = await this.database.asSystem(async (manager) => {
      await manager.query(
        `INSERT INTO instance ("isOnly", "instanceId", "masterKeyCheck") VALUES (true, $1, $2) ON CONFLICT DO NOTHING`,
        [instanceId, this.masterKeys.checkValue(instanceId)],
      );
      return manager.findOneByOrFail(Instance, { isOnly: true });
    });
    if (!this.masterKeys.matches(instance.masterKeyCheck, instance.instanceId)) {
      throw new AppError('KEY_UNAVAILABLE', 'MASTER_KEY is not the key that this control database was set up with.', {
        hint: 'Start with the key that was used before. Nothing has been changed.',
      });
    }
  }
}
