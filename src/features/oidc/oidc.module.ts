import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuthModule } from '../auth/auth.module.js';
import { EncryptionKeysModule } from '../encryption-keys/encryption-keys.module.js';
import { OidcBrowser } from './oidc-browser.js';
import { OidcIdentity } from './oidc-identity.entity.js';
import { OidcPeople } from './oidc-people.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { OidcController } from './oidc.controller.js';
import { SignInMethodsController } from './sign-in-methods.controller.js';

@Module({
  imports: [TypeOrmModule.forFeature([OidcIdentity]), AuthModule, EncryptionKeysModule],
  controllers: [OidcController, SignInMethodsController],
  providers: [OidcBrowser, OidcPeople, OidcSignIn],
})
export class OidcModule {}
