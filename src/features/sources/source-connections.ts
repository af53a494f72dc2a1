import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppError } from '../../common/app-error.js';
import { Settings } from '../../config/settings.js';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import { type ConnectionTarget, type Queryable, withConnection } from '../../platform/postgres/connection.js';
import { allowedAddressesOf } from './source-hosts.js';
import { SOURCE_PASSWORDS } from './source-secrets.js';
import type { Source, SourceDatabase } from './source.entity.js';

/** A source's database as something one can connect to. The only place where its password is unsealed. */
@Injectable()
export class SourceConnections {
  constructor(
    private readonly settings: Settings,
    private readonly secrets: SecretBox,
    private readonly control: DataSource,
  ) {}

  seal(sourceId: string, password: string): string {
    return this.secrets.seal(password, SOURCE_PASSWORDS.context(sourceId));
  }

  async target(source: Source): Promise<ConnectionTarget> {
    const password =
      source.sealedPassword === null
        ? null
        : this.secrets.open(source.sealedPassword, SOURCE_PASSWORDS.context(source.id));
    return this.targetOf(source.database, password);
  }

  /**
   * Throws INVALID_PARAMETER for a host that the configuration does not allow. What its name says now is what everything
   * connects to that gets this target; the next job asks anew.
   */
  async targetOf(database: SourceDatabase, password: string | null): Promise<ConnectionTarget> {
    const addresses = await allowedAddressesOf(database.host, this.settings.server);
    return {
      host: database.host,
      ...(addresses === null ? {} : { addresses }),
      port: database.port,
      database: database.database,
      user: database.user,
      password,
      ...(database.sslMode === undefined ? {} : { sslMode: database.sslMode }),
      stallTimeoutMs: this.settings.stallTimeoutSeconds * 1_000,
    };
  }

  /** The same server, the database that others are created, renamed and dropped from. */
  maintenanceTarget(target: ConnectionTarget, database: SourceDatabase): ConnectionTarget {
    const fallback = database.database === 'postgres' ? 'template1' : 'postgres';
    return { ...target, database: database.maintenanceDatabase ?? fallback };
  }

  /**
   * The control database is never a source, and its server only with a superadmin's leave. Both are recognised by the
   * cluster's own identifier, since one server has many names. `database`: which of that server's is meant, where it
   * is not the one that `target` connects to (it may be gone, or not made yet). Throws PERMISSION_DENIED.
   */
  async assertNotControl(
    target: ConnectionTarget,
    mayShareServer: boolean,
    database: string = target.database,
  ): Promise<void> {
    const place = await this.place(target, database);
    if (place === 'control-database') throw isControlDatabase();
    if (place === 'control-server' && !mayShareServer) throw isOnControlServer('PERMISSION_DENIED');
  }

  /** The same for whoever asks to protect it: FORBIDDEN where a superadmin might. */
  async assertMayProtect(target: ConnectionTarget, mayShareServer: boolean): Promise<void> {
    const place = await this.place(target, target.database);
    if (place === 'control-database') throw isControlDatabase();
    if (place === 'control-server' && !mayShareServer) throw isOnControlServer('FORBIDDEN');
  }

  private async place(target: ConnectionTarget, database: string): Promise<Place> {
    const [ours, theirs] = await Promise.all([
      this.control.query<ServerIdentity[]>(IDENTITY_SQL).then((rows) => rows[0]),
      withConnection(target, { applicationName: 'backstitch check' }, readIdentity),
    ]);
    if (ours?.server !== theirs.server) return 'elsewhere';
    return ours.database === database ? 'control-database' : 'control-server';
  }
}

type Place = 'elsewhere' | 'control-server' | 'control-database';

function isControlDatabase(): AppError {
  return new AppError(
    'PERMISSION_DENIED',
    'This is the control database of Backstitch itself; it can never be a source.',
    {
      hint: 'Name the database of your application.',
    },
  );
}

function isOnControlServer(code: 'PERMISSION_DENIED' | 'FORBIDDEN'): AppError {
  return new AppError(code, 'This database is on the server of the control database.', {
    hint: 'Only a superadmin may protect databases of that server.',
  });
}

interface ServerIdentity {
  server: string;
  database: string;
}

const IDENTITY_SQL = `SELECT system_identifier::text AS server, current_database()::text AS database FROM pg_catalog.pg_control_system()`;

async function readIdentity(db: Queryable): Promise<ServerIdentity> {
  const { rows } = await db.query<ServerIdentity>(IDENTITY_SQL);
  if (rows[0] === undefined) throw new AppError('INTERNAL_ERROR', 'The server did not tell its identifier.');
  return rows[0];
}
