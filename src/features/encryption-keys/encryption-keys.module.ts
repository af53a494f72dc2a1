import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Settings } from '../../config/settings.js';
import { MasterKeys } from '../../platform/crypto/master-key.js';
import { SecretBox } from '../../platform/crypto/secret-box.js';
import { EncryptionKey } from './encryption-key.entity.js';
import { Instance } from './instance.entity.js';
import { Keyring } from './keyring.js';

@Module({
  imports: [TypeOrmModule.forFeature([EncryptionKey, Instance])],
  providers: [
    {
      provide: MasterKeys,
      inject: [Settings],
      useFactory: (settings: Settings) => new MasterKeys(settings.masterKey, settings.masterKeyPrevious ?? undefined),
    },
    { provide: SecretBox, inject: [MasterKeys], useFactory: (keys: MasterKeys) => new SecretBox(keys) },
    Keyring,
  ],
  exports: [Keyring, MasterKeys, SecretBox],
})
export class EncryptionKeysModule {}
