import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { BackupDirectory } from './backup-directory.js';
import { StorageBackend } from './storage-backend.entity.js';
import { StoreRoom } from './store-room.js';
import { StoragesService } from './storages.service.js';

@Module({
  imports: [TypeOrmModule.forFeature([StorageBackend])],
  providers: [BackupDirectory, StoragesService, StoreRoom],
  exports: [BackupDirectory, StoragesService, StoreRoom],
})
export class StoragesModule {}
