import { Injectable, type OnModuleInit } from '@nestjs/common';
import { recordEvent } from '../events/record-event.js';
import { SettingsChanges } from '../settings/settings-changes.js';

/** Who takes away the need for approval could then restore alone. They may; those who approve are told. */
@Injectable()
export class ApprovalLifted implements OnModuleInit {
  constructor(private readonly changes: SettingsChanges) {}

  onModuleInit(): void {
    this.changes.register(async (manager, { caller, tenantId, before, after }) => {
      if (!before.approvalRequired || after.approvalRequired) return;
      await recordEvent(manager, { kind: 'approval.lifted', tenantId, data: { decidedBy: caller.name } });
    });
  }
}
