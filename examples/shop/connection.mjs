/**
 * Where the shop's database is, as its programs are told: DATABASE_URL.
 * @returns {{host: string, port: number, database: string, user: string, password?: string}}
 */
export function connectionFromEnvironment() {
  if (!process.env.DATABASE_URL) {
    throw new Error('DATABASE_URL is not set; it names the shop’s database: postgres://user:password@host:5432/shop');
  }
  const url = new URL(process.env.DATABASE_URL);
  return {
    host: url.hostname,
    port: Number(url.port || 5432),
    database: decodeURIComponent(url.pathname.slice(1)),
    user: decodeURIComponent(url.username),
    ...(url.password && { password: decodeURIComponent(url.password) }),
  };
}
