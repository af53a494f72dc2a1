import { applyDecorators, type CustomDecorator, SetMetadata } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth } from '@nestjs/swagger';
import type { Permission } from '../permissions.js';

/** What a route says about who may call it. One that says nothing is refused, and a test fails on it. */
export const ROUTE_ACCESS = 'backstitch:access';
export type RouteAccess = { kind: 'permission'; permission: Permission } | { kind: 'public' };

/** The route needs a signed-in caller whose role has this permission. */
export const Permit = (permission: Permission): MethodDecorator & ClassDecorator =>
  applyDecorators(
    SetMetadata<string, RouteAccess>(ROUTE_ACCESS, { kind: 'permission', permission }),
    ApiBearerAuth('bearer'),
    ApiCookieAuth('cookie'),
  );

/** Anyone may call the route, known or not. Its service writes its own refusals to the audit trail. */
export const Public = (): CustomDecorator => SetMetadata<string, RouteAccess>(ROUTE_ACCESS, { kind: 'public' });
