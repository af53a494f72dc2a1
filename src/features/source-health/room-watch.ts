import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '../../database/database.js';
import { recordEvent } from '../events/record-event.js';
import { PeriodicTask } from '../jobs/periodic-task.js';
import { StoreRoom, type StoreRoomReading } from '../storages/store-room.js';
import { isWorse, roomLevel, type RoomLevel } from './room-level.js';

const INTERVAL_MS = 60_000;

/** A store that fills up is told: once when it has little room, and once more when it has next to none, by whichever process notices first. */
@Injectable()
export class RoomWatch extends PeriodicTask {
  protected readonly task = 'look at the room of stores';
  protected readonly everyMs = INTERVAL_MS;
  private readonly logger = new Logger(RoomWatch.name);

  constructor(
    private readonly database: Database,
    private readonly room: StoreRoom,
  ) {
    super();
  }

  async turn(): Promise<void> {
    for (const reading of await this.room.read()) {
      await this.database.asSystem((manager) => this.look(manager, reading));
    }
  }

  /** Of several processes that look at once, the row's lock lets one after the other see what the one before has told. */
  private async look(
    manager: EntityManager,
    { storageId, location, isDefault, room }: StoreRoomReading,
  ): Promise<void> {
    if (room === null) return;
    await manager.query(
      `INSERT INTO store_levels ("storageId", level) VALUES ($1, 'ok') ON CONFLICT ("storageId") DO NOTHING`,
      [storageId],
    );
    const [known] = await manager.query<{ level: RoomLevel }[]>(
      `SELECT level FROM store_levels WHERE "storageId" = $1 FOR UPDATE`,
      [storageId],
    );
    const before = known?.level ?? 'ok';
    const freePercent = Math.round((room.free / room.total) * 1_000) / 10;
    const level = roomLevel(before, freePercent);
    if (level === before) return;
    await manager.query(`UPDATE store_levels SET level = $2, since = now() WHERE "storageId" = $1`, [storageId, level]);
    if (!isWorse(level, before)) {
      this.logger.log(`The store ${storageId} has room again: ${freePercent} % are free.`);
      return;
    }
    const { free: freeBytes, total: totalBytes } = room;
    const subject = { type: 'storage', id: storageId };
    const data = { location, isDefault, level, freePercent, freeBytes, totalBytes };
    await recordEvent(manager, { kind: 'storage.low', tenantId: null, subject, data });
    this.logger.warn(`The store ${storageId} has little room left: ${freePercent} % are free (${location}).`);
  }
}
