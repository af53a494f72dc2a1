/** The throw-away PostgreSQL that test files share, as its superuser. `npm test` starts it. */
export function testPostgresUrl(): string {
  return required('BACKSTITCH_TEST_POSTGRES_URL');
}

/** The throw-away Redis that test files share. */
export function testRedisUrl(): string {
  return required('BACKSTITCH_TEST_REDIS_URL');
}

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '')
    throw new Error(`${name} is not set. \`npm test\` starts the servers and sets it.`);
  return value;
}
