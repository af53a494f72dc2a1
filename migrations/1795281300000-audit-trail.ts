import type { MigrationInterface, QueryRunner } from 'typeorm';
import { enableTenantIsolation } from './support/tenant-table.js';

const TABLES = ['audit_events', 'audit_chain'];

/** Each list of events has its index, in its order; what is counted and filtered stands beside (INCLUDE). */
const INDEXES: Record<string, { by: string[]; with: string[] }> = {
  audit_by_time: { by: ['at', 'id'], with: ['tenantId', 'action', 'outcome', 'subjectType', 'actor'] },
  audit_of_tenant: { by: ['tenantId', 'at', 'id'], with: ['action', 'outcome', 'subjectType', 'actor'] },
  audit_of_action: { by: ['action', 'at', 'id'], with: ['tenantId', 'outcome'] },
  audit_of_actor: { by: ['actor', 'at', 'id'], with: ['tenantId', 'outcome'] },
  audit_of_subject: { by: ['subjectId', 'at', 'id'], with: ['tenantId'] },
};

/** The audit trail as a chain: each event's hash covers the event and the hash before it (docs/audit.md). */
export class AuditTrail1795281300000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `ALTER TABLE "audit_events" ADD "actorKind" text, ADD "credentialId" uuid, ADD "credentialName" text,
         ADD "subjectName" text, ADD "about" uuid array`,
    );
    await queryRunner.query(`CREATE TABLE "audit_chain" (
        "chain" uuid NOT NULL,
        "seq" bigint NOT NULL,
        "eventId" uuid NOT NULL,
        "hash" text NOT NULL,
        CONSTRAINT "PK_d64c3e2446d1c2a74c3fd4f3e2a" PRIMARY KEY ("chain", "seq")
      )`);
    await queryRunner.query(`CREATE UNIQUE INDEX "audit_chain_event" ON "audit_chain" ("eventId")`);
    await enableTenantIsolation(queryRunner, 'audit_chain', 'chain');
    await queryRunner.query(
      `CREATE TRIGGER "audit_chain_append_only" BEFORE UPDATE OR DELETE ON "audit_chain"
       FOR EACH ROW EXECUTE FUNCTION "refuse_change"()`,
    );
    await queryRunner.query(
      `CREATE TRIGGER "audit_chain_no_truncate" BEFORE TRUNCATE ON "audit_chain"
       FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"()`,
    );
    for (const statement of [CANONICAL_JSON, AUDIT_DOCUMENT, APPEND_TO_CHAIN, CHAIN_EVENT]) {
      await queryRunner.query(statement);
    }

    await queryRunner.query(`SELECT set_config('backstitch.tenant', '*', true)`);
    await queryRunner.query(CHAIN_WHAT_IS_THERE);
    await queryRunner.query(
      `CREATE CONSTRAINT TRIGGER "audit_events_chained" AFTER INSERT ON "audit_events"
       DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "chain_audit_event"()`,
    );

    await queryRunner.query(`DROP INDEX "IDX_675bfa4569b63b916e75ebb44f"`);
    await queryRunner.query(`DROP INDEX "IDX_0fb995b4c49da29ecf6a3d9f1f"`);
    for (const [name, { by, with: others }] of Object.entries(INDEXES)) {
      await queryRunner.query(`CREATE INDEX "${name}" ON "audit_events" (${quoted(by)}) INCLUDE (${quoted(others)})`);
    }
    await queryRunner.query(`CREATE INDEX "audit_about" ON "audit_events" USING gin ("about")`);

    // The owner may grant it to itself again: docs/audit.md, "Against whom", says what stops it.
    for (const table of TABLES) {
      await queryRunner.query(`REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON "${table}" FROM CURRENT_USER`);
    }
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`GRANT ALL ON "audit_events" TO CURRENT_USER`);
    await queryRunner.query(`DROP INDEX "audit_about"`);
    for (const name of Object.keys(INDEXES)) await queryRunner.query(`DROP INDEX "${name}"`);
    await queryRunner.query(`CREATE INDEX "IDX_675bfa4569b63b916e75ebb44f" ON "audit_events" ("subjectId")`);
    await queryRunner.query(`CREATE INDEX "IDX_0fb995b4c49da29ecf6a3d9f1f" ON "audit_events" ("tenantId", "at")`);
    await queryRunner.query(`DROP TRIGGER "audit_events_chained" ON "audit_events"`);
    await queryRunner.query(`DROP FUNCTION "chain_audit_event"()`);
    await queryRunner.query(`DROP FUNCTION "append_to_audit_chain"(audit_events)`);
    await queryRunner.query(`DROP FUNCTION "audit_document"(audit_events, bigint, text)`);
    await queryRunner.query(`DROP FUNCTION "canonical_json"(jsonb)`);
    await queryRunner.query(`DROP TABLE "audit_chain"`);
    await queryRunner.query(
      `ALTER TABLE "audit_events" DROP "actorKind", DROP "credentialId", DROP "credentialName", DROP "subjectName", DROP "about"`,
    );
  }
}

/** RFC 8785 for what the audit trail holds: names of members in ASCII, and no number that JavaScript writes with an exponent. */
const CANONICAL_JSON = `
  CREATE FUNCTION "canonical_json"(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
    SET search_path = public, pg_temp AS $$
  BEGIN
    CASE jsonb_typeof(value)
    WHEN 'object' THEN
      RETURN '{' || coalesce((SELECT string_agg(to_json(m.key)::text || ':' || canonical_json(m.value), ',' ORDER BY m.key COLLATE "C")
                                FROM jsonb_each(value) m), '') || '}';
    WHEN 'array' THEN
      RETURN '[' || coalesce((SELECT string_agg(canonical_json(i.value), ',' ORDER BY i.place)
                                FROM jsonb_array_elements(value) WITH ORDINALITY i (value, place)), '') || ']';
    ELSE
      RETURN value::text;
    END CASE;
  END
  $$`;

/** What is hashed: all of an event that is not null, its place in the chain, and the hash before it. */
const AUDIT_DOCUMENT = `
  CREATE FUNCTION "audit_document"(event audit_events, seq bigint, previous text) RETURNS text LANGUAGE sql STABLE
    SET search_path = public, pg_temp AS $$
    SELECT canonical_json(jsonb_object_agg(m.key, m.value)) FROM jsonb_each(
      to_jsonb(event) || jsonb_build_object('seq', seq, 'previous', previous,
        'at', to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))) m
     WHERE m.value <> 'null'
  $$`;

/**
 * Events without a tenant are the instance's: a chain of their own. The lock lasts until the commit is done. The head is
 * found by the index, whatever the size of the table was when this was planned.
 */
const APPEND_TO_CHAIN = `
  CREATE FUNCTION "append_to_audit_chain"(event audit_events) RETURNS void LANGUAGE plpgsql
    SET search_path = public, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off AS $$
  DECLARE
    own CONSTANT uuid := coalesce(event."tenantId", '00000000-0000-0000-0000-000000000000');
    head audit_chain;
  BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('backstitch audit chain ' || own, 0));
    SELECT * INTO head FROM audit_chain link WHERE link.chain = own ORDER BY link.seq DESC LIMIT 1;
    head.seq := coalesce(head.seq, 0) + 1;
    INSERT INTO audit_chain (chain, seq, "eventId", hash)
    VALUES (own, head.seq, event.id, encode(sha256(convert_to(audit_document(event, head.seq, head.hash), 'UTF8')), 'hex'));
  END
  $$`;

/**
 * Runs at the commit (the trigger is deferred): the lock of a chain is the last that a transaction takes, so it is part of
 * no deadlock with what was locked before, and is held for the commit alone, even where our process freezes.
 */
const CHAIN_EVENT = `
  CREATE FUNCTION "chain_audit_event"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = public, pg_temp AS $$
  DECLARE
    scope CONSTANT text := current_setting('backstitch.tenant', true);
  BEGIN
    PERFORM set_config('backstitch.tenant', '*', true);
    PERFORM append_to_audit_chain(NEW);
    PERFORM set_config('backstitch.tenant', coalesce(scope, ''), true);
    RETURN NULL;
  END
  $$`;

const CHAIN_WHAT_IS_THERE = `
  DO $$
  DECLARE
    event audit_events;
  BEGIN
    FOR event IN SELECT * FROM audit_events ORDER BY at, id LOOP
      PERFORM append_to_audit_chain(event);
    END LOOP;
  END
  $$`;

function quoted(columns: string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}
