import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNotEmptyObject,
  IsObject,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { HasBytes, MayBeAbsent, MayBeCleared, ONE_LINE, STORABLE } from '../../common/http/field-rules.js';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { FRAMEWORKS, type FrameworkName } from '../../platform/migration-state/migration-state.js';
import { SSL_MODES, type SslMode } from '../../platform/postgres/connection.js';
import { RetentionRulesRequest } from '../settings/retention-rules.dto.js';

export class SourceDatabaseRequest {
  /** A host name, an address, or the directory of a Unix socket (where the server's configuration allows that one). */
  @IsString()
  @Length(1, 255)
  @Matches(/^[^\0\s,\p{Cs}]+$/u, { message: 'host must be one host name, address or socket directory' })
  host: string;

  /** Of PostgreSQL itself, and not of a pooler. */
  @IsInt()
  @Min(1)
  @Max(65_535)
  port: number;

  /** Its name. */
  @IsString()
  @Length(1, 63)
  @HasBytes(1, 63)
  @Matches(STORABLE)
  database: string;

  /** The role that dumps and restores. */
  @IsString()
  @Length(1, 63)
  @HasBytes(1, 63)
  @Matches(STORABLE)
  user: string;

  /** Goes in, never comes out. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 1_000)
  @Matches(STORABLE)
  password?: string;

  /** libpq's words. Default `prefer`. */
  @MayBeAbsent()
  @IsIn(SSL_MODES)
  sslMode?: SslMode;

  /** Where databases are created, renamed and dropped from. Default `postgres`. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 63)
  @HasBytes(1, 63)
  @Matches(STORABLE)
  maintenanceDatabase?: string;
}

export class UpdateSourceDatabaseRequest extends PartialType(SourceDatabaseRequest, { skipNullProperties: false }) {}

export class SourceMigrationsRequest {
  /** `auto` (the default) recognises it by its table. */
  @MayBeAbsent()
  @IsIn(['auto', ...FRAMEWORKS])
  framework?: 'auto' | FrameworkName;

  /** The migrations table, `table` or `schema.table`, where the framework's default is not used. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 130)
  @Matches(STORABLE)
  table?: string;

  /** The code's migrations on this server: a TypeORM migrations folder, a Django project root. Parsed, never imported. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 4_096)
  @Matches(/^\/[^\0\p{Cs}]*$/u, { message: 'codePath must be an absolute path' })
  codePath?: string;

  /** A runner from the server's configuration file, or `typeorm`, which is built in. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 100)
  @Matches(STORABLE)
  runner?: string;
}

export class CreateSourceRequest {
  /** Unique in its tenant. */
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name: string;

  /** How it is reached. */
  @ValidateNested()
  @Type(() => SourceDatabaseRequest)
  @IsNotEmptyObject({ nullable: false })
  database: SourceDatabaseRequest;

  /** The version of the application, recorded with every backup unless the backup names its own. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(STORABLE)
  appVersion?: string;

  /** How its migrations are recognised, and run forward after a restore. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => SourceMigrationsRequest)
  migrations?: SourceMigrationsRequest;

  /** What of its backups stays, where that is not what its tenant's settings say; what is absent follows those. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => RetentionRulesRequest)
  retention?: RetentionRulesRequest;

  /** A superadmin's: the tenant it belongs to. Default: the tenant `default`. */
  @MayBeAbsent()
  @IsUUID('loose')
  tenantId?: string;
}

/** As in creation; what is absent stays. `database` is merged field by field, `migrations` and `retention` are replaced. */
export class UpdateSourceRequest {
  /** Unique in its tenant. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(ONE_LINE, { message: 'name must be one line' })
  name?: string;

  /** How it is reached; what is absent stays. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => UpdateSourceDatabaseRequest)
  database?: UpdateSourceDatabaseRequest;

  /** null: none any more. */
  @MayBeCleared()
  @IsString()
  @Length(1, 200)
  @Matches(STORABLE)
  appVersion?: string | null;

  /** In place of what it has. */
  @MayBeAbsent()
  @IsObject()
  @ValidateNested()
  @Type(() => SourceMigrationsRequest)
  migrations?: SourceMigrationsRequest;

  /** null: none of its own any more. */
  @MayBeCleared()
  @IsObject()
  @ValidateNested()
  @Type(() => RetentionRulesRequest)
  retention?: RetentionRulesRequest | null;
}

export class ListSourcesQuery extends ListQuery {
  /** Part of the name. */
  @MayBeAbsent()
  @IsString()
  @Length(1, 200)
  @Matches(STORABLE)
  q?: string;
}

export class DeleteSourceQuery {
  /** `true`: its backups go with it. */
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  withBackups?: 'true' | 'false';
}
