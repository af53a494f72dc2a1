import 'reflect-metadata';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { serveAdminPage } from './admin-page.js';
import { ProblemFilter } from './common/http/problem.filter.js';

@Module({})
class NothingElse {}

let built: string;
let app: NestExpressApplication;
let baseUrl: string;
const heard: unknown[] = [];

beforeAll(async () => {
  built = await mkdtemp(join(tmpdir(), 'backstitch-page-'));
  const ignore = (): void => undefined;
  app = await NestFactory.create<NestExpressApplication>(NothingElse, {
    logger: { log: ignore, warn: ignore, error: (said: unknown) => heard.push(said) },
  });
  app.useGlobalFilters(new ProblemFilter({ refused: () => Promise.resolve() }));
  serveAdminPage(app, built);
  await app.listen(0, '127.0.0.1');
  baseUrl = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
});
afterAll(async () => {
  await app.close();
  await rm(built, { recursive: true });
});

describe('the page', () => {
  it('that was not built is not there, and that is no error', async () => {
    expect((await fetch(`${baseUrl}/admin`)).status).toBe(404);
    expect(heard).toEqual([]);
  });

  it('that is there and cannot be read is an error that is heard', async () => {
    await mkdir(join(built, 'index.html'));
    const response = await fetch(`${baseUrl}/admin/backups`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain(built);
    expect(heard).toContainEqual(expect.objectContaining({ err: expect.objectContaining({ code: 'EISDIR' }) }));
    await rm(join(built, 'index.html'), { recursive: true });
  });

  it('is there as soon as it is built', async () => {
    await writeFile(join(built, 'index.html'), '<!doctype html>');
    const response = await fetch(`${baseUrl}/admin/backups`);
    expect([response.status, await response.text()]).toEqual([200, '<!doctype html>']);
  });
});
