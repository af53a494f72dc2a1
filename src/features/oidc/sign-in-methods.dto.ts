import { ApiProperty } from '@nestjs/swagger';

export const SIGN_IN_METHODS = ['password', 'oidc'] as const;
export type SignInMethod = (typeof SIGN_IN_METHODS)[number];

export class SignInMethodsDto {
  @ApiProperty({
    enum: SIGN_IN_METHODS,
    isArray: true,
    description: '`oidc`: at the provider that the server’s file names; it begins at GET /auth/oidc.',
  })
  methods: SignInMethod[];
}
