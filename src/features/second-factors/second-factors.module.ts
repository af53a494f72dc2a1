import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { EncryptionKeysModule } from '../encryption-keys/encryption-keys.module.js';
import { SecondFactor } from './second-factor.entity.js';
import { SecondFactorSecrets } from './second-factor-secrets.js';
import { SecondFactors } from './second-factors.js';

/** What a sign-in asks. The routes are in SecondFactorsApiModule. */
@Module({
  imports: [TypeOrmModule.forFeature([SecondFactor]), EncryptionKeysModule],
  providers: [SecondFactors, SecondFactorSecrets],
  exports: [SecondFactors, SecondFactorSecrets],
})
export class SecondFactorsModule {}
