import { Client } from 'pg';

/** How much a control database is filled with. */
export interface Size {
  backups: number;
  /** Over all backups and restores. */
  logRecords: number;
  restores: number;
  auditEvents: number;
  sources: number;
  tenants: number;
}

/** An instance of some years (docs/performance.md). */
export const LARGE: Size = {
  backups: 100_000,
  logRecords: 5_000_000,
  restores: 20_000,
  auditEvents: 200_000,
  sources: 20,
  tenants: 3,
};

/**
 * Fills a migrated control database with the history of two years, by SQL alone: records as wide as real ones (a hundred
 * tables, sixty migrations, their plans and proofs), ids as the application makes them, in the order of their times.
 * The first tenant is `default`, which is there already. @param url of a superuser, whom row-level security does not bind
 */
export async function fillInstance(url: string, size: Size): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    // Rows of a commit that is not on disk yet are not marked as visible to all, and index-only scans would read them.
    await client.query('SET synchronous_commit = on');
    await client.query('BEGIN');
    await client.query(HELPERS);
    for (const step of STEPS) {
      await client.query(
        step.replaceAll(/\{(\w+)\}/g, (_whole, name: keyof Size) => {
          return String(size[name]);
        }),
      );
    }
    await client.query('COMMIT');
    await client.query('VACUUM (ANALYZE)');
  } finally {
    await client.end();
  }
}

/** In pg_temp, so that nothing of it stays. */
const HELPERS = `
  CREATE FUNCTION pg_temp.id_at(at timestamptz, salt bigint) RETURNS uuid LANGUAGE sql AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
      || substr(md5(salt::text), 1, 3) || '8' || substr(md5('b' || salt), 1, 15))::uuid $$;
  -- The moment of the n-th of so many, over two years until an hour ago.
  CREATE FUNCTION pg_temp.moment(n bigint, total bigint) RETURNS timestamptz LANGUAGE sql AS $$
    SELECT date_trunc('milliseconds', now() - interval '1 hour' - interval '730 days' * (1 - n::float8 / total)) $$;
`;

const STEPS = [
  `INSERT INTO tenants (id, slug, name)
   SELECT pg_temp.id_at(now() - interval '3 years', n), 'customer-' || n, 'Customer ' || n
     FROM generate_series(2, {tenants}) n`,

  `CREATE TEMP TABLE tenant ON COMMIT DROP AS
   SELECT id, row_number() OVER (ORDER BY slug <> 'default', slug) - 1 AS number FROM tenants LIMIT {tenants}`,

  `INSERT INTO sources (id, "createdAt", "tenantId", name, database)
   SELECT pg_temp.id_at(now() - interval '2 years 1 day', n), now() - interval '2 years 1 day', tenant.id, 'shop ' || n,
          '{"host":"db.example.test","port":5432,"database":"shop","user":"shop_owner"}'
     FROM generate_series(1, {sources}) n JOIN tenant ON tenant.number = n % {tenants}`,

  `CREATE TEMP TABLE source ON COMMIT DROP AS
   SELECT id, "tenantId", name, row_number() OVER (ORDER BY id) - 1 AS number FROM sources`,

  // What is wide in a backup, fifty variants of it: a hundred tables and sixty migrations, as of a real shop.
  `CREATE TEMP TABLE wide ON COMMIT DROP AS
   SELECT v,
     (SELECT jsonb_object_agg('shop_module_' || t % 7 || '.some_table_of_it_' || t, (v * 7919 + t * 104729) % 1000000)
        FROM generate_series(1, 100) t) AS "tableCounts",
     jsonb_build_object('frameworks', jsonb_build_array(jsonb_build_object('framework', 'typeorm',
       'table', 'public.migrations', 'apps', jsonb_build_array(jsonb_build_object('app', 'migrations', 'failed', '[]'::jsonb,
       'applied', (SELECT jsonb_agg('AddSomethingToTheShop' || 1700000000000 + m::bigint * 86400000) FROM generate_series(1, 60 + v % 5) m)))))) AS "migrationState",
     jsonb_build_object('schemas', (SELECT jsonb_agg(jsonb_build_object('name', 'shop_module_' || s, 'tables',
        (SELECT jsonb_agg(jsonb_build_object('name', 'some_table_of_it_' || t, 'rows', (v * 7919 + t * 104729) % 1000000,
           'bytes', t * 1234567 + v, 'archiveBytes', t * 123456 + v)) FROM generate_series(1, 100) t WHERE t % 7 = s),
        'objects', '{"views":[],"materializedViews":[],"foreignTables":[],"sequences":[],"functions":[],"types":[]}'::jsonb,
        'counts', '{"indexes":120,"constraints":80,"triggers":3,"policies":0}'::jsonb)) FROM generate_series(0, 6) s),
        'database', '{"EXTENSION":["pg_trgm"]}'::jsonb, 'largeObjects', 0, 'files', '[]'::jsonb) AS "contentsTree",
     (SELECT jsonb_agg(jsonb_build_object('level', level, 'at', now(), 'seconds', 12.5 + v, 'evidence',
        jsonb_build_object('bytes', 123456789 + v, 'sha256', md5(level || v) || md5(v || level), 'tables', 100, 'program', 'pg_restore (PostgreSQL) 15.18')))
        FROM unnest(ARRAY['stored', 'checksum', 'decoded', 'counted']) level) AS proofs
     FROM generate_series(0, 49) v`,

  `INSERT INTO backups (id, "createdAt", "tenantId", number, "sourceId", name, description, origin, status, tags, pinned,
     proof, proofs, "startedAt", "finishedAt", "durationMs", "rawBytes", "storedBytes", "databaseSize", "createdBy", error,
     "appVersion", versions, "migrationState", extensions, roles, "tableCounts", "contentsTree", "manifestKey")
   SELECT pg_temp.id_at(at, n), at, "tenantId", row_number() OVER (PARTITION BY "tenantId" ORDER BY n), source_id,
     source_name || ' ' || to_char(at, 'YYYY-MM-DD HH24:MI'),
     CASE WHEN n % 10 = 0 THEN 'Before release 4.' || n % 900 || ', asked for by the team of module ' || n % 13 END,
     CASE WHEN n % 20 = 0 THEN 'manual' WHEN n % 50 = 7 THEN 'safety' ELSE 'scheduled' END,
     status, CASE WHEN n % 10 = 0 THEN '["release"]'::jsonb ELSE '[]' END, n % 500 = 0,
     CASE WHEN status <> 'completed' THEN 'none' WHEN n % 100 = 1 THEN 'counted' ELSE 'decoded' END,
     CASE WHEN status = 'completed' THEN wide.proofs ELSE '[]' END,
     at + interval '1 second', at + interval '1 second' * (20 + n % 300), 1000 * (20 + n % 300),
     CASE WHEN status = 'completed' THEN 500000000 + n * 1000 END, CASE WHEN status = 'completed' THEN 100000000 + n * 200 END,
     900000000 + n * 1000, 'schedule "every night"',
     CASE WHEN status = 'failed' THEN '{"code":"SOURCE_UNREACHABLE","message":"Could not connect to database \\"shop\\": connect ECONNREFUSED","hint":"Check host and port."}'::jsonb END,
     '4.' || n % 900, '{"server":"15.18","pgDump":"15.18","backstitch":"0.1.0","app":null}',
     wide."migrationState", '[{"name":"pg_trgm","version":"1.6","schema":"public"}]', '{"owners":["shop_owner"],"grantees":["shop_reader"]}',
     CASE WHEN status = 'completed' THEN wide."tableCounts" END, CASE WHEN status = 'completed' THEN wide."contentsTree" END,
     CASE WHEN status = 'completed' THEN "tenantId" || '/' || source_id || '/' || n || '/manifest.json' END
   FROM (SELECT n, pg_temp.moment(n, {backups}) AS at, source.id AS source_id, source."tenantId", source.name AS source_name,
           CASE WHEN n / {sources} % 40 = 3 THEN 'failed' WHEN n / {sources} % 100 = 9 THEN 'canceled' WHEN n % 997 = 11 THEN 'corrupted' ELSE 'completed' END AS status
           FROM generate_series(1, {backups}) n JOIN source ON source.number = n % {sources}) made
   JOIN wide ON wide.v = n % 50`,

  `INSERT INTO artifacts (id, "createdAt", "tenantId", "backupId", role, name, "fileName", "storageId", "storageKey",
     "storedBytes", "rawBytes", sha256, compression, encryption, "keyId")
   SELECT pg_temp.id_at("createdAt", -number), "createdAt", "tenantId", id, 'database', 'shop', 'shop_backup_' || number || '.dump.zst.age',
     coalesce((SELECT id FROM storage_backends LIMIT 1), id), "tenantId" || '/' || "sourceId" || '/' || number || '/shop.dump.zst.age',
     "storedBytes", "rawBytes", md5(id::text) || md5(number::text), 'zstd', 'none', NULL
   FROM backups WHERE status IN ('completed', 'corrupted')`,

  `CREATE TEMP TABLE plan ON COMMIT DROP AS
   SELECT jsonb_build_object('strategy', 'swap', 'strategies', '[{"name":"swap","possible":true,"reason":"It can be made beside the live one."}]'::jsonb,
     'target', '{"sourceId":"","database":"shop"}'::jsonb, 'verdict', 'behind', 'runner', 'typeorm',
     'migrations', jsonb_build_array(jsonb_build_object('framework', 'typeorm', 'app', 'migrations', 'verdict', 'behind',
        'pending', (SELECT jsonb_agg('AddSomethingToTheShop' || m) FROM generate_series(1, 5) m), 'unknown', '[]'::jsonb)),
     'losses', jsonb_build_object('exact', true, 'tables', '[]'::jsonb, 'rows', (SELECT jsonb_agg(jsonb_build_object('table',
        'shop_module_' || t % 7 || '.some_table_of_it_' || t, 'live', t * 1000, 'backup', t * 999)) FROM generate_series(1, 40) t)),
     'warnings', '[]'::jsonb, 'blockers', '[]'::jsonb, 'estimate', '{"seconds":30,"space":[{"where":"server","needed":900000000,"free":null}]}'::jsonb,
     'safetyBackup', true, 'noOwner', false) AS content`,

  `INSERT INTO restores (id, "createdAt", "tenantId", number, "backupId", "sourceId", strategy, status, phase, options, "planId",
     plan, "planFingerprint", "safetyBackupId", "swappedAt", "rollbackUntil", "downtimeMs", report, "startedAt", "finishedAt", "durationMs", "requestedBy")
   SELECT pg_temp.id_at(at, 1000000000 + n), at, "tenantId", row_number() OVER (PARTITION BY "tenantId" ORDER BY n), id, "sourceId",
     'swap', CASE WHEN n % 10 = 0 THEN 'failed' WHEN n % 50 = 1 THEN 'rolled_back' ELSE 'completed' END, 'finished',
     '{"noOwner":false}', id, plan.content, md5(n::text), id, at, at + interval '1 day', 120, jsonb_build_object('tables', plan.content -> 'losses' -> 'rows'),
     at, at + interval '1 minute', 60000 + n % 5000, 'ada@example.test'
   FROM (SELECT row_number() OVER (ORDER BY id) AS n, id, "tenantId", "sourceId", "createdAt" + interval '3 hours' AS at
           FROM backups WHERE status = 'completed' ORDER BY id LIMIT {restores}) backup, plan`,

  `INSERT INTO restore_phases (id, "createdAt", "tenantId", "restoreId", name, status, "startedAt", "finishedAt")
   SELECT pg_temp.id_at(restores."createdAt", 2000000000::bigint + number * 10 + place), restores."createdAt", "tenantId", id, phase_name, 'completed',
     restores."createdAt", restores."createdAt" + interval '10 seconds'
   FROM restores, unnest(ARRAY['planned', 'safety_backup', 'side_restore', 'checking', 'migrating', 'swapping']) WITH ORDINALITY journal (phase_name, place)`,

  `INSERT INTO kept_databases (id, "createdAt", "tenantId", "restoreId", "sourceId", role, name, oid, "keepUntil", "droppedAt")
   SELECT id, "createdAt", "tenantId", id, "sourceId", 'before', 'bst_before_' || left(md5(id::text), 12), 16384 + number, "rollbackUntil", "rollbackUntil"
   FROM restores WHERE status = 'completed'`,

  `INSERT INTO jobs (id, "createdAt", "tenantId", action, state, "subjectType", "subjectId", "sourceId", "subjectSourceId", "requestedBy", epoch, "startedAt", "finishedAt", "measuredAt")
   SELECT pg_temp.id_at("createdAt", 3000000000 + number), "createdAt", "tenantId", 'backup',
     CASE status WHEN 'corrupted' THEN 'completed' ELSE status END, 'backup', id, "sourceId", "sourceId", "createdBy", 1, "startedAt", "finishedAt", "finishedAt" FROM backups
   UNION ALL
   SELECT pg_temp.id_at("createdAt", 4000000000 + number), "createdAt", "tenantId", 'restore',
     CASE status WHEN 'failed' THEN 'failed' ELSE 'completed' END, 'restore', id, "sourceId", "sourceId", "requestedBy", 1, "startedAt", "finishedAt", "finishedAt" FROM restores`,

  `INSERT INTO log_records ("subjectId", seq, "tenantId", "subjectType", kind, at, level, phase, message, data)
   SELECT subject.id, seq, subject."tenantId", subject.type, CASE WHEN seq IN (1, subject.lines) THEN 'status' ELSE 'log' END,
     subject.at + interval '1 second' * seq, CASE WHEN seq % 40 = 0 THEN 'warn' WHEN seq % 5 = 0 THEN 'debug' ELSE 'info' END, 'dump',
     'Table shop_module_' || seq % 7 || '.some_table_of_it_' || seq || ' was read whole', CASE WHEN seq % 5 = 0 THEN '{"rows":123456,"bytes":7890123}'::jsonb END
   FROM (SELECT id, "tenantId", 'backup' AS type, "createdAt" AS at, {logRecords} / ({backups} + {restores}) AS lines FROM backups
         UNION ALL SELECT id, "tenantId", 'restore', "createdAt", {logRecords} / ({backups} + {restores}) FROM restores) subject,
     LATERAL generate_series(1, subject.lines) seq`,

  `INSERT INTO log_sequences ("subjectId", "tenantId", "lastSeq")
   SELECT "subjectId", min("tenantId"::text)::uuid, max(seq) FROM log_records GROUP BY "subjectId"`,

  // Chained one by one they would take minutes.
  `ALTER TABLE audit_events DISABLE TRIGGER audit_events_chained`,
  `INSERT INTO audit_events (id, "tenantId", at, actor, "actorId", action, "subjectType", "subjectId", outcome, address, "requestId", data)
   SELECT pg_temp.id_at(at, 5000000000 + n), CASE WHEN n % 50 > 0 THEN tenant.id END, at, 'ada@example.test', tenant.id,
     (ARRAY['backup.create', 'backup.delete', 'backup.download', 'restore.create', 'auth.login', 'source.update'])[1 + n % 6],
     'backup', tenant.id, CASE WHEN n % 30 = 0 THEN 'refused' ELSE 'ok' END, '192.0.2.' || n % 250, 'request-' || n, '{"storedBytes":123456}'
   FROM (SELECT n, pg_temp.moment(n, {auditEvents}) AS at FROM generate_series(1, {auditEvents}) n) made
   JOIN tenant ON tenant.number = n % {tenants}`,
  `ALTER TABLE audit_events ENABLE TRIGGER audit_events_chained`,
  // Who did all that in one of the tenants.
  `INSERT INTO users (id, "tenantId", email, "passwordHash", role)
   SELECT id, id, 'ada@example.test', 'none', 'operator' FROM tenants WHERE slug = 'customer-2'`,

  `INSERT INTO schedules (id, "createdAt", "tenantId", "sourceId", name, action, cron, "timeZone", anchor, since, "handledUntil", "nextDueAt")
   SELECT pg_temp.id_at(at, 6000000000 + number * 2 + place), at, "tenantId", id, action || ' of ' || name, action, cron, 'Europe/Berlin', at, at,
     now(), now() + interval '1 day'
   FROM source, (SELECT now() - interval '700 days' AS at) made,
     unnest(ARRAY['backup', 'drill'], ARRAY['0 3 * * *', '0 5 * * 0']) WITH ORDINALITY what (action, cron, place)`,

  // Of ninety days, as they are kept; each of a backup that is there.
  `INSERT INTO schedule_runs (id, "createdAt", "tenantId", "scheduleId", cause, state, "dueAt", "firstDueAt", "begunAt", "jobId", "subjectType", "subjectId")
   SELECT pg_temp.id_at(job."createdAt", 7000000000 + row_number() OVER (ORDER BY job.id)), job."createdAt", job."tenantId", schedules.id, 'due', 'begun',
     job."createdAt", job."createdAt", job."createdAt", job.id, 'backup', job."subjectId"
   FROM jobs job JOIN schedules ON schedules."sourceId" = job."sourceId" AND schedules.action = 'backup'
   WHERE job.action = 'backup' AND job."createdAt" > now() - interval '90 days'`,

  `INSERT INTO drills (id, "createdAt", "tenantId", number, "sourceId", "backupId", "targetSourceId", origin, status, proof, phases, "startedAt", "finishedAt",
     "durationMs", "recoverySeconds", "requestedBy")
   SELECT pg_temp.id_at(at, 8000000000 + n), at, "tenantId", row_number() OVER (PARTITION BY "tenantId" ORDER BY n), "sourceId", id, "sourceId", 'scheduled',
     CASE WHEN n % 50 = 0 THEN 'failed' ELSE 'completed' END, 'counted',
     (SELECT jsonb_agg(jsonb_build_object('name', phase, 'status', 'completed', 'seconds', 4.5, 'detail', '{"tables":100}'::jsonb))
        FROM unnest(ARRAY['fetching', 'restoring', 'counting', 'migrating', 'dropping']) phase),
     at, at + interval '1 minute', 60000 + n % 5000, 55.5, 'schedule "every week"'
   FROM (SELECT row_number() OVER (ORDER BY id) AS n, id, "tenantId", "sourceId", "createdAt" + interval '1 hour' AS at
           FROM backups WHERE status = 'completed' AND number % 10 = 0) backup`,

  `INSERT INTO retention_runs (id, "createdAt", "tenantId", "sourceId", trigger, status, "requestedBy", "finishedAt", deleted, "deletedCount", kept, summary)
   SELECT pg_temp.id_at("createdAt", 9000000000 + number), "createdAt", "tenantId", "sourceId", 'backup', 'completed', 'retention', "createdAt",
     jsonb_build_array(jsonb_build_object('id', id, 'number', number, 'name', name, 'createdAt', "createdAt", 'storedBytes', 123456, 'reason', 'It is old.')), 1, 30,
     'Deleted 1 of 31 backups, of 123 kB.'
   FROM backups WHERE status = 'completed' AND number % 4 = 0`,

  `INSERT INTO settings ("tenantId", "values")
   SELECT id, '{"retentionDays": 800, "maxBackups": 30000, "keep": {"weekly": 8, "monthly": 24}}' FROM tenant ON CONFLICT DO NOTHING`,

  `INSERT INTO setting_changes (id, "createdAt", "tenantId", field, before, after, "changedBy")
   SELECT pg_temp.id_at(at, 10000000000 + n), at, tenant.id, 'retentionDays', to_jsonb(n), to_jsonb(n + 1), 'ada@example.test'
   FROM (SELECT n, pg_temp.moment(n, {backups} / 20) AS at FROM generate_series(1, {backups} / 20) n) made JOIN tenant ON tenant.number = n % {tenants}`,

  `INSERT INTO notification_channels (id, "createdAt", "tenantId", name, kind, topics, digest, "timeZone", enabled)
   SELECT pg_temp.id_at(now() - interval '600 days', 11000000000 + n), now() - interval '600 days', tenant.id, 'channel ' || n, 'slack', '["failed"]',
     '{"enabled": false, "hour": 8, "minute": 0}', 'UTC', false
   FROM generate_series(1, 10) n JOIN tenant ON tenant.number = n % {tenants}`,

  // Of thirty days, as they are kept.
  `INSERT INTO events (id, "createdAt", "tenantId", kind, "sourceId", "subjectType", "subjectId", data, "dispatchedAt", "measuredAt")
   SELECT pg_temp.id_at("createdAt", 12000000000 + number), "createdAt", "tenantId", 'backup.completed', "sourceId", 'backup', id, '{"proof":"decoded"}', "createdAt", "createdAt"
   FROM backups WHERE "createdAt" > now() - interval '30 days'`,
  `INSERT INTO notification_deliveries (id, "createdAt", "tenantId", "channelId", "eventId", "eventKind", "sourceId", status, "sentAt")
   SELECT pg_temp.id_at(events."createdAt", 13000000000 + row_number() OVER (ORDER BY events.id, channel.id)), events."createdAt", channel."tenantId", channel.id, events.id, events.kind,
     events."sourceId", 'sent', events."createdAt"
   FROM events JOIN notification_channels channel USING ("tenantId")`,

  `INSERT INTO number_sequences ("tenantId", kind, last)
   SELECT "tenantId", 'backup', max(number) FROM backups GROUP BY "tenantId"
   UNION ALL SELECT "tenantId", 'restore', max(number) FROM restores GROUP BY "tenantId"
   UNION ALL SELECT "tenantId", 'drill', max(number) FROM drills GROUP BY "tenantId"
   ON CONFLICT ("tenantId", kind) DO UPDATE SET last = EXCLUDED.last`,
];
