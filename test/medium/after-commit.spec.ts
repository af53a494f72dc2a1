import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ModuleRef } from '@nestjs/core';
import Bull from 'bull';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 as uuidV7 } from 'uuid';
import { systemCaller } from '../../src/common/caller.js';
import { afterCommit } from '../../src/database/after-commit.js';
import { Database } from '../../src/database/database.js';
import { Job } from '../../src/features/jobs/job.entity.js';
import { JobsService, type NewJob } from '../../src/features/jobs/jobs.service.js';
import { SourceLock } from '../../src/features/jobs/source-lock.entity.js';
import { JobQueues } from '../../src/platform/queue/job-queues.js';
import { eventually } from '../support/eventually.js';
import { createMigratedDatabase } from '../support/migrated-database.js';
import { claimRedisDatabase, type RedisDatabase } from '../support/redis-database.js';
import type { ThrowawayDatabase } from '../support/throwaway-database.js';

// Real: PostgreSQL, Redis, Bull. Not here: a sweep, which would put up whatever was forgotten.
let throwaway: ThrowawayDatabase;
let redis: RedisDatabase;
let dataSource: DataSource;
let database: Database;
let queue: Bull.Queue;
let jobs: JobsService;

const caller = systemCaller('test', uuidV7());

beforeAll(async () => {
  throwaway = await createMigratedDatabase();
  redis = await claimRedisDatabase();
  dataSource = new DataSource({ type: 'postgres', url: throwaway.url, entities: [Job, SourceLock] });
  await dataSource.initialize();
  database = new Database(dataSource);
  queue = new Bull('retention', redis.url);
  const queues = new JobQueues({ get: () => queue } as unknown as ModuleRef);
  queues.onModuleInit();
  jobs = new JobsService(database, queues);
});
afterAll(async () => {
  await queue.close();
  await dataSource.destroy();
  await redis.release();
  await throwaway.drop();
});

const countJobs = (manager: EntityManager): Promise<number> => manager.count(Job);

function newJob(): NewJob {
  return {
    action: 'retention',
    tenantId: caller.tenantId,
    subjectType: 'retention_run',
    subjectId: uuidV7(),
    sourceId: null,
  };
}

describe('after a transaction', () => {
  it('something runs once what was written is there for all, and not before', async () => {
    const seen: string[] = [];
    await database.asSystem(async (manager) => {
      afterCommit(manager, () => seen.push('committed'));
      await manager.query('SELECT 1');
      seen.push('within');
    });
    expect(seen).toEqual(['within', 'committed']);
  });

  it('that was rolled back nothing runs, nor after the next one', async () => {
    const seen: string[] = [];
    const failing = database.asSystem((manager) => {
      afterCommit(manager, () => seen.push('committed'));
      return Promise.reject(new Error('no'));
    });
    await expect(failing).rejects.toThrow('no');
    await database.asSystem((manager) => manager.query('SELECT 1'));
    expect(seen).toEqual([]);
  });

  it('a job that was accepted in a part of it is delivered at once, without the sweep', async () => {
    const before = await database.asSystem(countJobs);
    let id = '';
    await database.asSystem(async (manager) => {
      ({ id } = await manager.transaction((inner) => jobs.acceptWithin(inner, caller, newJob())));
      expect(await queue.getJob(`${id}-0`)).toBeNull();
    });
    expect(await database.asSystem(countJobs)).toBe(before + 1);
    await eventually('it is in the queue', async () => (await queue.getJob(`${id}-0`)) !== null);
  });
});
