import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EncryptionKeysModule } from '../encryption-keys/encryption-keys.module.js';
import { StoragesModule } from '../storages/storages.module.js';
import { EscrowState } from './escrow-state.entity.js';
import { EscrowSweep } from './escrow-sweep.js';

@Module({
  imports: [TypeOrmModule.forFeature([EscrowState]), EncryptionKeysModule, StoragesModule],
  providers: [EscrowSweep],
  exports: [EscrowSweep],
})
export class KeyRotationModule {}
