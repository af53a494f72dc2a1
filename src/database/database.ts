import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Caller } from '../common/caller.js';
import { runningAfterCommit } from './after-commit.js';
import { runBeforeCommit } from './before-commit.js';

/**
 * The only way to the tables. Every access runs in a transaction that says for whom it acts; PostgreSQL's row-level
 * security (the second wall) shows it that tenant's rows and nothing else. A transaction that says nothing sees nothing.
 */
@Injectable()
export class Database {
  constructor(private readonly dataSource: DataSource) {}

  /** Runs `work` seeing what the caller may see: one tenant, or all of them for a superadmin. */
  async as<Result>(caller: Caller, work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.scoped(caller.seesAllTenants ? '*' : caller.tenantId, work);
  }

  /** Runs `work` for the instance itself (workers, sweeps, sign-in), across all tenants. Never on behalf of a request's data. */
  async asSystem<Result>(work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return this.scoped('*', work);
  }

  private async scoped<Result>(tenant: string, work: (manager: EntityManager) => Promise<Result>): Promise<Result> {
    return runningAfterCommit((begun) =>
      this.dataSource.transaction(async (manager) => {
        begun(manager);
        await manager.query(`SELECT set_config('backstitch.tenant', $1, true)`, [tenant]);
        const result = await work(manager);
        await runBeforeCommit(manager);
        return result;
      }),
    );
  }
}
