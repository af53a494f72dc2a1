import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblems } from '../../common/http/api-docs.js';
import { Public } from '../../common/http/permit.decorator.js';
import { OidcSignIn } from './oidc-sign-in.js';
import { SignInMethodsDto } from './sign-in-methods.dto.js';

@ApiTags('auth')
@Controller('auth/methods')
export class SignInMethodsController {
  constructor(private readonly oidc: OidcSignIn) {}

  @Get()
  @Public()
  @ApiOperation({ summary: 'How people may sign in here: what a sign-in page offers' })
  @ApiProblems('RATE_LIMITED')
  read(): SignInMethodsDto {
    return { methods: this.oidc.isConfigured ? ['password', 'oidc'] : ['password'] };
  }
}
