import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { errnoOf } from './common/errno.js';
import { answerVanished, forgetFile } from './common/http/vanished-file.js';

/** What `npm run build` makes of admin-ui/. */
const BUILT = fileURLToPath(new URL('../../admin-ui/dist', import.meta.url));
const A_YEAR_MS = 31_536_000_000;

/**
 * The admin page under /admin: files that carry the hash of what they hold, for ever; and for every other address below it
 * the page itself, which knows what to show there. Where it was not built (there is no `index.html`) it is 404; a page that
 * is there and cannot be read is an error that is heard.
 * @param built the folder that holds it
 */
export function serveAdminPage(app: NestExpressApplication, built = BUILT): void {
  const assets = {
    prefix: '/admin/assets',
    index: false,
    redirect: false,
    immutable: true,
    maxAge: A_YEAR_MS,
  } as const;
  app.use(sendToPage);
  app.use('/admin', helmet.contentSecurityPolicy({ useDefaults: false, directives: OWN_ORIGIN_ONLY }));
  app.use('/admin', helmet.xFrameOptions({ action: 'deny' }));
  app.use('/admin', askForAll, chooseCompressed(built));
  app.useStaticAssets(join(built, 'assets'), assets);
  app.use('/admin', sendPage(join(built, 'index.html')), answerVanished);
}

/** Somebody who enters the address of the host means the page; a program that asks for it is told that nothing is there. */
function sendToPage(request: Request, response: Response, next: NextFunction): void {
  if (request.path !== '/' || !isReading(request) || request.accepts(['json', 'html']) !== 'html') {
    next();
    return;
  }
  response.vary('Accept').redirect('/admin');
}

function sendPage(file: string): RequestHandler {
  return async (request, response, next) => {
    if (!isReading(request)) {
      next();
      return;
    }
    // Of an older build, in a tab that is still open: the page is no script.
    const page = request.path.startsWith('/assets/') ? null : await readIfBuilt(file);
    if (page === null) {
      forgetFile(response); // it was there when its compressed form was chosen
      next();
      return;
    }
    // Known by what it holds, not by its date: that of an older build, which is gone back to, may be the earlier one.
    response.set({ 'Cache-Control': 'no-cache', ETag: `"${createHash('sha256').update(page).digest('base64url')}"` });
    response.type('html').send(page);
  };
}

async function readIfBuilt(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null;
    throw error;
  }
}

function isReading({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** These files are small: whoever asks for a part gets the whole, as RFC 9110 allows, and never a 416. */
function askForAll(request: Request, _response: Response, next: NextFunction): void {
  delete request.headers.range;
  next();
}

/** Names that Vite gives: nothing else below /admin is looked for on the disk. */
const ASSET = /^\/assets\/[\w-]+\.(js|css)$/;

/** What the build makes beside a file, the smaller first; clients list them in no order that means anything. */
const COMPRESSED = [
  { encoding: 'br', ending: '.br' },
  { encoding: 'gzip', ending: '.gz' },
];

/** The build compresses what is worth it; whoever takes a compressed form gets that file instead. */
function chooseCompressed(built: string): RequestHandler {
  return (request, response, next) => {
    const [, kind] = ASSET.exec(request.path) ?? [];
    if (kind !== undefined) {
      response.vary('Accept-Encoding');
      const form = COMPRESSED.find(
        ({ encoding, ending }) =>
          request.acceptsEncodings(encoding) === encoding && existsSync(join(built, `${request.path}${ending}`)),
      );
      if (form !== undefined) {
        request.url = `${request.path}${form.ending}`;
        response.type(kind).set('Content-Encoding', form.encoding);
      }
    }
    next();
  };
}

/** Of no text at all: an element that scripts of ours fill rule by rule (Emotion), which nobody can write a style into. */
const EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** Nothing from elsewhere, nothing written into the page, and no frame around it. */
const OWN_ORIGIN_ONLY = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'", EMPTY_STYLE],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"],
};
