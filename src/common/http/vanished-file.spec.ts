import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { once } from 'node:events';
import { unlinkSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { HttpException } from '@nestjs/common';
import { ExpressAdapter } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import { answerVanished } from './vanished-file.js';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'backstitch-vanished-'));
  await writeFile(join(directory, 'page.js'), 'export {};');
});
afterAll(() => rm(directory, { recursive: true }));

it('a file that vanishes between being found and being opened is not there, and nobody keeps that for a year', async () => {
  const app = new ExpressAdapter();
  const setHeaders = (_response: unknown, path: string): void => {
    unlinkSync(path); // found, not yet opened
  };
  app.useStaticAssets(directory, { immutable: true, maxAge: 1_000_000, setHeaders });
  app.use(answerVanished);
  app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
    response.status(error instanceof HttpException ? error.getStatus() : 500).json({});
  });
  app.initHttpServer({});
  const server = app.getHttpServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;

  const answer = await fetch(`http://127.0.0.1:${port}/page.js`);
  expect(answer.status).toBe(404);
  expect(answer.headers.get('cache-control')).toBeNull();
  expect(answer.headers.get('last-modified')).toBeNull();
  server.close();
});
