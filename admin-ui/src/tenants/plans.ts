import type { components } from '../api/schema.js';

export const PLANS: components['schemas']['PlanName'][] = ['free', 'pro', 'team', 'enterprise', 'unlimited'];
export const TENANT_STATES: components['schemas']['TenantStatus'][] = ['active', 'suspended', 'expired'];
