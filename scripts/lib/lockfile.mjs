const PLATFORM = /(darwin|linux|win32|android|freebsd|openharmony|openbsd|netbsd|sunos|aix)-([a-z]+\d*[a-z]*)/;
/** Node's word for a processor, where a package's name says it otherwise. */
const PROCESSORS = { ppc64le: 'ppc64' };

/**
 * Adds the entries of packages for other platforms that npm leaves out of package-lock.json when the registry it was
 * written with does not carry them; `npm ci` refuses such a file everywhere, on every platform.
 * @param {{ packages: Record<string, any> }} lock changed in place
 * @returns {string[]} the names added
 */
export function completeLockfile(lock) {
  const added = missingOptional(lock).map(({ name, version, parent }) => {
    const [, os, processor] = PLATFORM.exec(name) ?? [];
    if (os === undefined) throw new Error(`${name} names no platform: add it to package-lock.json by npm install.`);
    const { dev, license, engines } = parent;
    lock.packages[`node_modules/${name}`] = {
      version,
      cpu: [PROCESSORS[processor] ?? processor],
      ...(dev && { dev }),
      ...(license && { license }),
      optional: true,
      os: [os],
      ...(engines && { engines }),
    };
    return name;
  });
  const compare = ([a], [b]) => (a === '' ? -1 : b === '' ? 1 : a.localeCompare(b, 'en'));
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(compare));
  return added;
}

/** Optional dependencies that some package of the lockfile names and that have no entry in it. */
export function missingOptional(lock) {
  return Object.entries(lock.packages).flatMap(([path, parent]) =>
    Object.entries(parent.optionalDependencies ?? {})
      .filter(([name]) => !places(path).some((place) => lock.packages[`${place}node_modules/${name}`]))
      .map(([name, version]) => ({ name, version, parent })),
  );
}

/** Where Node looks for a dependency of the package at `path`: beneath it, then beneath each package around it. */
function places(path) {
  if (path === '') return [''];
  const outer = path.lastIndexOf('/node_modules/');
  return [`${path}/`, ...places(outer === -1 ? '' : path.slice(0, outer))];
}
