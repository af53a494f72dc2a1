// HEALTHCHECK of the image: 0 while the API answers, even where it is degraded, as when Redis is away.
const port = process.env.PORT ?? '8000';
const answer = await fetch(`http://127.0.0.1:${port}/api/v1/health`, { signal: AbortSignal.timeout(4_000) }).catch(
  () => null,
);
process.exitCode = answer?.ok === true ? 0 : 1;
