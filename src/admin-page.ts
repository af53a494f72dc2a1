import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { answerVanished, forgetFile } from './common/http/vanished-file.js';

/** What `npm run build` makes of admin-ui/. */
const BUILT = fileURLToPath(new URL('../../admin-ui/dist', import.meta.url));
const A_YEAR_MS = 31_536_000_000;

/**
 * The admin page under /admin: files that carry the hash of what they hold, for ever; and for every other address below it
 * the page itself, which knows what to show there.
 */
export function serveAdminPage(app: NestExpressApplication): void {
  const page = join(BUILT, 'index.html');
  const sendPage = (request: Request, response: Response, next: NextFunction): void => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      next();
      return;
    }
    // Of an older build, in a tab that is still open: the page is no script.
    if (request.path.startsWith('/assets/') || !existsSync(page)) {
      forgetFile(response); // it was there when its compressed form was chosen
      next();
      return;
    }
    response.sendFile(page, { cacheControl: false, headers: { 'Cache-Control': 'no-cache' } });
  };
  app.use('/admin', helmet.contentSecurityPolicy({ useDefaults: false, directives: OWN_ORIGIN_ONLY }));
  app.use('/admin', askForAll, chooseCompressed);
  app.useStaticAssets(BUILT, { prefix: '/admin', index: false, redirect: false, immutable: true, maxAge: A_YEAR_MS });
  app.use('/admin', sendPage, answerVanished);
}

/** These files are small: whoever asks for a part gets the whole, as RFC 9110 allows, and never a 416. */
function askForAll(request: Request, _response: Response, next: NextFunction): void {
  delete request.headers.range;
  next();
}

/** Names that Vite gives: nothing else below /admin is looked for on the disk. */
const ASSET = /^\/assets\/[\w-]+\.(js|css)$/;

/** The build compresses what is worth it; whoever takes gzip gets that file instead. */
function chooseCompressed(request: Request, response: Response, next: NextFunction): void {
  const [, kind] = ASSET.exec(request.path) ?? [];
  if (kind !== undefined) {
    response.vary('Accept-Encoding');
    if (request.acceptsEncodings('gzip') === 'gzip' && existsSync(join(BUILT, `${request.path}.gz`))) {
      request.url = `${request.path}.gz`;
      response.type(kind).set('Content-Encoding', 'gzip');
    }
  }
  next();
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
