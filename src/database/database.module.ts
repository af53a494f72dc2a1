import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Settings } from '../config/settings.js';
import { VERSION } from '../config/version.js';
import { AnsweringClient } from './answering-client.js';
import { dataSourceOptions } from './data-source-options.js';
import { ControlHome } from './control-home.entity.js';
import { Database } from './database.js';
import { InstanceRelease } from './instance-release.entity.js';
import { migrationNames, Release, schemaOf } from './release.js';

@Global()
@Module({
  imports: [
    TypeOrmModule.forRootAsync({
      inject: [Settings],
      useFactory: ({ databaseUrl }: Settings) => {
        const options = dataSourceOptions(databaseUrl);
        // Not for migrations, which may take their time.
        const extra = { ...(options.extra as object), Client: AnsweringClient };
        return { ...options, extra, autoLoadEntities: true, retryAttempts: 1 };
      },
    }),
    TypeOrmModule.forFeature([InstanceRelease, ControlHome]),
  ],
  providers: [
    Database,
    {
      // What this process is; what the instance is at stands in the control database.
      provide: Release,
      inject: [DataSource],
      useFactory: ({ migrations }: DataSource) => new Release(VERSION, schemaOf(migrationNames(migrations))),
    },
  ],
  exports: [Database, Release],
})
export class DatabaseModule {}
