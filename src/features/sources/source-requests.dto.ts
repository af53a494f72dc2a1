import { PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsNotEmptyObject,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { ListQuery } from '../../common/http/list-query.dto.js';
import { FRAMEWORKS, type FrameworkName } from '../../platform/migration-state/migration-state.js';
import { SSL_MODES, type SslMode } from '../../platform/postgres/connection.js';

/** PostgreSQL can hold no NUL in a text; nothing that is sent to it may have one. */
const NO_NUL = /^[^\0]*$/;

export class SourceDatabaseRequest {
  /** A host name, an address, or the directory of a Unix socket (where the server's configuration allows that one). */
  @IsString()
  @Length(1, 255)
  @Matches(/^[^\0\s,]+$/, { message: 'host must be one host name, address or socket directory' })
  host: string;

  @IsInt()
  @Min(1)
  @Max(65_535)
  port: number;

  @IsString()
  @Length(1, 63)
  @Matches(NO_NUL)
  database: string;

  @IsString()
  @Length(1, 63)
  @Matches(NO_NUL)
  user: string;

  /** Goes in, never comes out. */
  @IsOptional()
  @IsString()
  @Length(1, 1_000)
  @Matches(NO_NUL)
  password?: string;

  @IsOptional()
  @IsIn(SSL_MODES)
  sslMode?: SslMode;

  /** Where databases are created, renamed and dropped from. Default `postgres`. */
  @IsOptional()
  @IsString()
  @Length(1, 63)
  @Matches(NO_NUL)
  maintenanceDatabase?: string;
}

export class UpdateSourceDatabaseRequest extends PartialType(SourceDatabaseRequest, { skipNullProperties: false }) {}

export class SourceMigrationsRequest {
  @IsOptional()
  @IsIn(['auto', ...FRAMEWORKS])
  framework?: 'auto' | FrameworkName;

  /** The migrations table, `table` or `schema.table`, where the framework's default is not used. */
  @IsOptional()
  @IsString()
  @Length(1, 130)
  @Matches(NO_NUL)
  table?: string;

  /** The code's migrations on this server: a TypeORM migrations folder, a Django project root. Parsed, never imported. */
  @IsOptional()
  @IsString()
  @Length(1, 4_096)
  @Matches(/^\/[^\0]*$/, { message: 'codePath must be an absolute path' })
  codePath?: string;

  /** A runner from the server's configuration file, or `typeorm`, which is built in. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  runner?: string;
}

export class CreateSourceRequest {
  /** Unique in its tenant. */
  @IsString()
  @Length(1, 200)
  @Matches(/^[^\0\n\r]*$/, { message: 'name must be one line' })
  name: string;

  @ValidateNested()
  @Type(() => SourceDatabaseRequest)
  @IsNotEmptyObject({ nullable: false })
  database: SourceDatabaseRequest;

  /** The version of the application, recorded with every backup unless the backup names its own. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  appVersion?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => SourceMigrationsRequest)
  migrations?: SourceMigrationsRequest;

  /** A superadmin's: the tenant it belongs to. Default: the tenant `default`. */
  @IsOptional()
  @IsUUID()
  tenantId?: string;
}

/** As in creation; what is absent stays. `database` is merged field by field, `migrations` is replaced. */
export class UpdateSourceRequest {
  @IsOptional()
  @IsString()
  @Length(1, 200)
  @Matches(/^[^\0\n\r]*$/, { message: 'name must be one line' })
  name?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => UpdateSourceDatabaseRequest)
  database?: UpdateSourceDatabaseRequest;

  @IsOptional()
  @IsString()
  @Length(1, 200)
  appVersion?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => SourceMigrationsRequest)
  migrations?: SourceMigrationsRequest;
}

export class ListSourcesQuery extends ListQuery {
  /** Part of the name. */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  q?: string;
}

export class DeleteSourceQuery {
  /** `true`: its backups go with it. */
  @IsOptional()
  @IsIn(['true', 'false'])
  withBackups?: 'true' | 'false';
}
