import { build } from './lib/build.mjs';

// `npm run build`: `dist` from the sources, its programs under `dist/app`. `npm start` and `npm test` do it when needed.
await build();
