import { expect, it } from '@jest/globals';
import { tablesThatMayHide } from './visible-rows.js';

const ALL = `( SELECT current_setting('backstitch.tenant'::text, true) AS current_setting) = '*'::text`;
const OWN = `"tenantId" = ( SELECT (NULLIF(NULLIF(current_setting('backstitch.tenant'::text, true), '*'::text), ''::text))::uuid AS "nullif")`;
/** Of releases up to 0.1. */
const ALL_BEFORE = `current_setting('backstitch.tenant'::text, true) = '*'::text`;
const OWN_BEFORE = `("tenantId")::text = current_setting('backstitch.tenant'::text, true)`;

it.each([
  ['for the instance alone, as it was written before', `(${ALL_BEFORE})`, false],
  ['for the instance or the own tenant, as it was written before', `((${ALL_BEFORE}) OR (${OWN_BEFORE}))`, false],
  ['for the own tenant alone, as it was written before', `(${OWN_BEFORE})`, true],
  ['for the instance alone', `(${ALL})`, false],
  ['for the instance or the own tenant', `((${ALL}) OR (${OWN}))`, false],
  ['for the own tenant alone', `(${OWN})`, true],
  ['for the instance, where something else holds too', `((${ALL}) AND (${OWN}))`, true],
  ['for the instance or a tenant, where something else holds too', `(((${ALL}) OR (${OWN})) AND (NOT deleted))`, true],
  ['without a condition that we read (none that applies to our role)', null, true],
])('a policy %s', (_case, condition, mayHide) => {
  expect(tablesThatMayHide([{ table: 'public.t', permissive: true, condition }])).toEqual(mayHide ? ['public.t'] : []);
});

it('one policy that shows everything is enough, unless a restrictive one takes away', () => {
  const policies = [
    { table: 'public.a', permissive: true, condition: `(${OWN})` },
    { table: 'public.a', permissive: true, condition: `(${ALL})` },
    { table: 'public.b', permissive: true, condition: `(${ALL})` },
    { table: 'public.b', permissive: false, condition: '(NOT secret)' },
  ];
  expect(tablesThatMayHide(policies)).toEqual(['public.b']);
});
