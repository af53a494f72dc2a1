import type { QueryRunner } from 'typeorm';

export interface AnnouncedTable {
  /** As the API calls what it is about: `backups`. */
  type: string;
  /** SQL over a row `r`: the id of what it is about. */
  id?: string;
  tenantId?: string;
  sourceId?: string;
  /** Of what is somebody's own. */
  userId?: string;
  status?: string;
  /** SQL over `r`: that the row counts as deleted though it is there. */
  isDeleted?: string;
  /** Rows that come and go are a change of something else: a phase of its restore. */
  isPart?: true;
  /** Columns whose change somebody would see. What changes with every tick of a running job is not among them. */
  shown: readonly string[];
}

/** src/database/changes-channel.ts */
const CHANGES_CHANNEL = 'backstitch_changes';

/**
 * Tells listeners (NOTIFY), when it commits, that a row came, went, or changed in what is shown of it: a few names and ids.
 * The condition is asked for every update, the function only called for those that are announced.
 */
export async function announceChanges(
  queryRunner: QueryRunner,
  table: string,
  announced: AnnouncedTable,
): Promise<void> {
  const { type, id = 'r."id"', tenantId = 'r."tenantId"', sourceId = 'NULL', status = 'NULL' } = announced;
  const whose = announced.userId === undefined ? '' : `, 'userId', ${announced.userId}`;
  const { isDeleted = 'false', isPart = false, shown } = announced;
  const action = isPart
    ? `'changed'`
    : `CASE WHEN TG_OP = 'DELETE' OR ${isDeleted} THEN 'deleted' WHEN TG_OP = 'INSERT' THEN 'created' ELSE 'changed' END`;
  await queryRunner.query(`CREATE OR REPLACE FUNCTION "announce_${table}"() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE r "${table}";
    BEGIN
      IF TG_OP = 'DELETE' THEN r := OLD; ELSE r := NEW; END IF;
      PERFORM pg_notify('${CHANGES_CHANNEL}', json_build_object('type', '${type}', 'id', ${id}, 'tenantId', ${tenantId},
        'sourceId', ${sourceId}, 'status', ${status}, 'action', ${action}${whose})::text);
      RETURN NULL;
    END $$`);
  await queryRunner.query(`CREATE TRIGGER "${table}_announced" AFTER INSERT OR DELETE ON "${table}"
    FOR EACH ROW EXECUTE FUNCTION "announce_${table}"()`);
  const columns = (row: string): string => shown.map((column) => `${row}."${column}"`).join(', ');
  await queryRunner.query(`CREATE TRIGGER "${table}_change_announced" AFTER UPDATE ON "${table}"
    FOR EACH ROW WHEN (ROW(${columns('OLD')}) IS DISTINCT FROM ROW(${columns('NEW')}))
    EXECUTE FUNCTION "announce_${table}"()`);
}

export async function announceNoChanges(queryRunner: QueryRunner, table: string): Promise<void> {
  await queryRunner.query(`DROP FUNCTION "announce_${table}"() CASCADE`);
}
