import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { StorageBackend } from './storage-backend.entity.js';
import { StoragesService } from './storages.service.js';

export interface StoreRoomReading {
  storageId: string;
  /** Of a local store: its directory. */
  location: string;
  /** Whether new backups go there. */
  isDefault: boolean;
  /** Bytes; null: it is not there, does not answer, or cannot tell. */
  room: { free: number; total: number } | null;
}

const PATIENCE_MS = 2_000;
const FRESH_MS = 5_000;

/** How much room the stores have. A store that hangs keeps nobody waiting, and is not asked again until it has answered. */
@Injectable()
export class StoreRoom {
  private readonly logger = new Logger(StoreRoom.name);
  private readonly asked = new Map<string, Promise<StoreRoomReading['room']>>();
  private latest: { at: number; readings: Promise<StoreRoomReading[]> } | null = null;

  constructor(
    private readonly database: Database,
    private readonly storages: StoragesService,
  ) {}

  async read(): Promise<StoreRoomReading[]> {
    if (this.latest === null || performance.now() - this.latest.at > FRESH_MS) {
      this.latest = { at: performance.now(), readings: this.readAll() };
    }
    try {
      return await this.latest.readings;
    } catch (error) {
      this.latest = null;
      throw error;
    }
  }

  /** Of the store that new backups go to; null where nobody can tell. */
  async ofDefault(): Promise<StoreRoomReading['room']> {
    return (await this.read()).find(({ isDefault }) => isDefault)?.room ?? null;
  }

  private async readAll(): Promise<StoreRoomReading[]> {
    const backends = await this.database.asSystem((manager) =>
      manager.find(StorageBackend, { order: { createdAt: 'ASC' } }),
    );
    const ownId = await this.storages.defaultStore().then(
      ({ id }) => id,
      () => null, // it is not there: /health says so
    );
    return Promise.all(
      backends.map(async ({ id, location }) => ({
        storageId: id,
        location,
        isDefault: id === ownId,
        room: await this.inTime(id),
      })),
    );
  }

  private async inTime(id: string): Promise<StoreRoomReading['room']> {
    const asked = this.asked.get(id) ?? this.ask(id);
    const late = new AbortController();
    try {
      return await Promise.race([asked, sleep(PATIENCE_MS, null, { signal: late.signal, ref: false })]);
    } finally {
      late.abort();
    }
  }

  private ask(id: string): Promise<StoreRoomReading['room']> {
    const answer = this.storages
      .driver(id)
      .then((driver) => driver.space())
      .catch((error: unknown) => {
        this.logger.debug(`The store ${id} does not tell its room: ${String(error)}`);
        return null;
      })
      .finally(() => this.asked.delete(id));
    this.asked.set(id, answer);
    return answer;
  }
}
