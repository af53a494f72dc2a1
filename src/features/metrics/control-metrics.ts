import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { groupBy } from '../../common/group-by.js';
import { Database } from '../../database/database.js';
import { EVENT_KINDS } from '../events/event-kinds.js';
import { QUEUE_OF_ACTION } from '../jobs/job-actions.js';
import { WorkerRegistry } from '../jobs/worker-registry.js';
import { SourceVerdicts } from '../source-health/source-verdicts.js';
import { StoreRoom } from '../storages/store-room.js';
import { endedFamily, readLiveJobs, readTallies, roomFamilies, tallyOf, workerFamily } from './control-families.js';
import type { MetricFamily } from './exposition.js';
import { type Measurement, measuredFamilies } from './measured-metrics.js';
import { Measures } from './measures.js';
import { type MeasuredSource, sourceFamilies } from './source-families.js';

const PATIENCE_MS = 5_000;
const EVENTS = EVENT_KINDS.map((kind): Measurement => ({ metric: 'backstitch_events_total', labels: { kind } }));

/** What the control database tells of the whole instance: the same whichever process is asked. */
@Injectable()
export class ControlMetrics {
  private readonly logger = new Logger(ControlMetrics.name);
  /** Asked and not answered yet: whoever scrapes meanwhile waits for the same answer, and takes no connection of its own. */
  private asked: Promise<MetricFamily[]> | null = null;

  constructor(
    private readonly database: Database,
    private readonly measures: Measures,
    private readonly verdicts: SourceVerdicts,
    private readonly workers: WorkerRegistry,
    private readonly room: StoreRoom,
  ) {}

  /** Never throws: a control database that does not answer is itself a metric. */
  async read(): Promise<MetricFamily[]> {
    try {
      return [isUp(1), ...(await this.inTime(this.ask()))];
    } catch (error) {
      this.logger.warn(`The metrics of the control database are missing: ${String(error)}`);
      return [isUp(0)];
    }
  }

  private ask(): Promise<MetricFamily[]> {
    this.asked ??= this.readAll().finally(() => {
      this.asked = null;
    });
    return this.asked;
  }

  private async readAll(): Promise<MetricFamily[]> {
    await this.measures.addUp();
    const rooms = await this.room.read();
    const workers = await this.workers.countAlive();
    const families = await this.database.asSystem(async (manager) => {
      await manager.query(`SET LOCAL statement_timeout = ${PATIENCE_MS}`);
      const tallies = await readTallies(manager);
      return [
        endedFamily(tallies),
        ...sourceFamilies(await this.sources(manager, tallies)),
        ...measuredFamilies(await this.measures.read(manager), EVENTS),
        ...(await readLiveJobs(manager, Object.keys(QUEUE_OF_ACTION))),
      ];
    });
    return [...families, workerFamily(workers), ...roomFamilies(rooms)];
  }

  private async sources(
    manager: EntityManager,
    tallies: Awaited<ReturnType<typeof readTallies>>,
  ): Promise<MeasuredSource[]> {
    const rows = await manager.query<{ id: string; slug: string }[]>('SELECT id, slug FROM tenants');
    const slugs = new Map(rows.map(({ id, slug }) => [id, slug]));
    const bySource = groupBy(tallies, ({ sourceId }) => sourceId);
    const judged = await this.verdicts.read(manager, null);
    return judged.map((one) => ({
      judged: one,
      tenant: slugs.get(one.source.tenantId) ?? one.source.tenantId,
      tally: tallyOf(bySource.get(one.source.id) ?? []),
    }));
  }

  private async inTime<Result>(work: Promise<Result>): Promise<Result> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error(`It has not answered for ${PATIENCE_MS / 1_000} s.`));
      }, PATIENCE_MS);
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

function isUp(value: 0 | 1): MetricFamily {
  return {
    name: 'backstitch_control_database_up',
    help: '0: the control database does not answer, and all metrics of the instance are missing.',
    type: 'gauge',
    samples: [{ value }],
  };
}
