import type { EntityManager } from 'typeorm';

/**
 * The role of the application must be able to add to the audit trail, and to nothing else of it. A migration says so; but a
 * dump that is brought back has no privileges in it, and then an owner has them all. For an owner that is a superuser
 * privileges mean nothing, and of a trail that another role owns there is nothing to take away.
 */
export async function withholdAuditTrail(manager: EntityManager): Promise<void> {
  const open = await manager.query<{ name: string }[]>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
      WHERE c.oid IN (to_regclass('public.audit_events'), to_regclass('public.audit_chain'))
        AND r.rolname = current_user AND NOT r.rolsuper AND has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')`,
  );
  for (const { name } of open) {
    await manager.query(`REVOKE UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER ON ${name} FROM CURRENT_USER`);
  }
}
