/** What `POST /sources` wants for a database by its URL. */
export function sourceBody(name: string, databaseUrl: string): object {
  const url = new URL(databaseUrl);
  return {
    name,
    database: {
      host: url.hostname,
      port: Number(url.port),
      database: url.pathname.slice(1),
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
    },
  };
}
