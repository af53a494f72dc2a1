import { randomBytes } from 'node:crypto';

const PEOPLE = [
  { email: 'dorothy@example.com', name: 'Dorothy Vaughan', role: 'admin' },
  { email: 'alan@example.com', name: 'Alan Turing', role: 'approver' },
  { email: 'grace@example.com', name: 'Grace Hopper', role: 'operator' },
  { email: 'mary@example.com', name: 'Mary Jackson', role: 'viewer' },
  { email: 'margaret@example.com', name: 'Margaret Hamilton', role: 'operator', mustChangePassword: true },
];

/**
 * Somebody of each role, one who has just been invited, and another tenant that has nothing yet.
 * @returns {Promise<{ people: Record<string, {id: string, email: string, password: string}>, tenantId: string }>} by first name
 */
export async function addPeople(api) {
  const tenant = await api.post('/tenants', { slug: 'northwind', name: 'Northwind Traders', plan: 'unlimited' });
  const all = [...PEOPLE, { email: 'nora@northwind.example', name: 'Nora', role: 'admin', tenantId: tenant.id }];
  const people = {};
  for (const person of all) {
    const password = randomBytes(12).toString('base64url');
    const { id } = await api.post('/users', { mustChangePassword: false, ...person, password });
    people[person.email.split('@')[0]] = { id, email: person.email, password };
  }
  return { people, tenantId: tenant.id };
}

export async function addApiKeys(api) {
  await api.post('/api-keys', { name: 'deploy pipeline', scopes: ['read', 'backup'] });
  await api.post('/api-keys', {
    name: 'restore robot of the test team',
    scopes: ['read', 'restore'],
    expiresAt: new Date(Date.now() + 90 * 86_400_000).toISOString(),
    allowedNetworks: ['10.1.0.0/16'],
  });
  const old = await api.post('/api-keys', { name: 'former laptop', scopes: ['read'] });
  await api.delete(`/api-keys/${old.id}`);
}
