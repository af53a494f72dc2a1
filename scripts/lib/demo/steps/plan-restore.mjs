import { printPlan } from '../plan-table.mjs';

export const planTheRestore = {
  title: 'What would a restore do?',
  async run({ api, checks, facts }) {
    const plan = await api.post(`/backups/${facts.backup.id}/restore-plan`, { strategy: 'swap' });
    facts.plan = plan;
    printPlan(plan);
    const pending = plan.migrations.flatMap((app) => app.pending);
    checks.check('the backup is found to be behind the code', plan.verdict === 'behind', plan.verdict);
    checks.check('the pending migrations are named', sameList(facts.newMigrations, pending), pending.join(', '));
    checks.check(
      'the table that would be lost is named',
      plan.losses.tables.some((name) => name.endsWith('loyalty_accounts')),
      plan.losses.tables.join(', '),
    );
    const customers = plan.losses.rows.find(({ table }) => table.endsWith('customers'));
    checks.check(
      'the rows that would be lost are counted',
      customers?.live === facts.beforeRestore.tables.get('public.customers')?.rows &&
        customers?.backup === facts.atBackup.tables.get('public.customers')?.rows,
      customers
        ? `customers: ${customers.live} live, ${customers.backup} in the backup`
        : 'customers are not mentioned',
    );
    checks.check(
      'nothing stands in the way',
      plan.blockers.map(({ code, message }) => `${code}: ${message}`),
    );
  },
};

const sameList = (one, other) => JSON.stringify(one) === JSON.stringify(other);
