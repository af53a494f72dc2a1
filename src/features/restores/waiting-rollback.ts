/** Whether a rollback by the row `kept` was asked for in time, and is not decided yet: until then its database stays. */
export const HAS_WAITING_ROLLBACK = `EXISTS (SELECT FROM restore_approvals approval
  WHERE approval."restoreId" = kept.id AND approval.status = 'waiting' AND approval."expiresAt" > now())`;
