import { Global, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Settings } from '../config/settings.js';
import { AnsweringClient } from './answering-client.js';
import { dataSourceOptions } from './data-source-options.js';
import { Database } from './database.js';

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
  ],
  providers: [Database],
  exports: [Database],
})
export class DatabaseModule {}
