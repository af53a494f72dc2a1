import 'reflect-metadata';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { expect, it } from '@jest/globals';
import { AppModule } from './app.module.js';
import { ROUTE_ACCESS } from './common/http/permit.decorator.js';

type Constructor = new (...args: never[]) => object;

interface Route {
  name: string;
  declaresAccess: boolean;
  declaresProblems: boolean;
}

/** Every controller of the module and of all it imports. */
function controllersOf(module: unknown, seen = new Set<unknown>()): Set<Constructor> {
  const found = new Set<Constructor>();
  const type = typeof module === 'object' && module !== null && 'module' in module ? module.module : module;
  if (typeof type !== 'function' || seen.has(module)) return found;
  seen.add(module);
  const dynamic = typeof module === 'object' ? (module as Record<string, unknown>) : {};
  const list = (key: 'controllers' | 'imports'): unknown[] => [
    ...((Reflect.getMetadata(MODULE_METADATA[key === 'imports' ? 'IMPORTS' : 'CONTROLLERS'], type) as
      | unknown[]
      | undefined) ?? []),
    ...((dynamic[key] as unknown[] | undefined) ?? []),
  ];
  for (const controller of list('controllers')) found.add(controller as Constructor);
  for (const imported of list('imports')) {
    for (const controller of controllersOf(imported, seen)) found.add(controller);
  }
  return found;
}

/** Its own methods, and those that it inherits. */
function methodsOf(prototype: object | null): [string, PropertyDescriptor][] {
  if (prototype === null || prototype === Object.prototype) return [];
  const inherited = methodsOf(Object.getPrototypeOf(prototype) as object | null);
  return [...inherited, ...Object.entries(Object.getOwnPropertyDescriptors(prototype))];
}

function routesOf(controller: Constructor): Route[] {
  return methodsOf(controller.prototype as object).flatMap(([name, { value }]) => {
    const handler: unknown = value;
    if (typeof handler !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, handler)) return [];
    return [
      {
        name: `${controller.name}.${name} (${String(Reflect.getMetadata(PATH_METADATA, handler))})`,
        declaresAccess: Reflect.hasMetadata(ROUTE_ACCESS, handler) || Reflect.hasMetadata(ROUTE_ACCESS, controller),
        declaresProblems:
          Reflect.hasMetadata('swagger/apiResponse', handler) || Reflect.hasMetadata('swagger/apiResponse', controller),
      },
    ];
  });
}

const routes = [...controllersOf(AppModule)].flatMap(routesOf);

it('finds the routes it walks', () => {
  const names = routes.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'AuthController.login (login)',
      'HealthController.read (/)',
      'RestoreStreamsController.events (events)',
    ]),
  );
});

it('has no route that does not say who may call it', () => {
  expect(routes.filter((route) => !route.declaresAccess).map(({ name }) => name)).toEqual([]);
});

it('has no route that does not document its errors', () => {
  expect(routes.filter((route) => !route.declaresProblems).map(({ name }) => name)).toEqual([]);
});

it('notices a route without a permission', () => {
  class Careless {
    read(): void {
      // Nothing but its metadata matters.
    }
  }
  const handler = Object.getOwnPropertyDescriptor(Careless.prototype, 'read')?.value as object;
  Reflect.defineMetadata(METHOD_METADATA, 0, handler);
  Reflect.defineMetadata(PATH_METADATA, 'careless', handler);
  expect(routesOf(Careless)).toEqual([
    { name: 'Careless.read (careless)', declaresAccess: false, declaresProblems: false },
  ]);
});
