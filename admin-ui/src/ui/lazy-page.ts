import { type ComponentType, lazy, type LazyExoticComponent } from 'react';

const LOOK_EVERY_MS = 1_000;
/** A page that is not there right after it was loaded anew is not there at all. */
const ANEW_AT_MOST_EVERY_MS = 30_000;
const LOADED_ANEW_AT = 'backstitch.loaded-anew-at';

/**
 * A page whose code is loaded when somebody goes there. While the server is away, it is waited for; after that, and where a
 * newer build has taken the place of the one this tab came from, everything is loaded anew, at the address that was asked for.
 */
export function lazyPage<Props>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(() => load().catch((error: unknown) => (anew ??= loadAnew(error))));
}

/** Once for all that is missing. */
let anew: Promise<never> | null = null;

async function loadAnew(error: unknown): Promise<never> {
  while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  const before = Number(sessionStorage.getItem(LOADED_ANEW_AT) ?? 0);
  if (Date.now() - before < ANEW_AT_MOST_EVERY_MS) throw error;
  sessionStorage.setItem(LOADED_ANEW_AT, String(Date.now()));
  location.reload();
  return new Promise(() => undefined);
}

async function isThere(): Promise<boolean> {
  return fetch('/admin/', { method: 'HEAD', cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  );
}
