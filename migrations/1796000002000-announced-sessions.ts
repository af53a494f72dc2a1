import type { MigrationInterface, QueryRunner } from 'typeorm';
import { announceChanges, type AnnouncedTable, announceNoChanges } from './support/announced-changes.js';

const BEFORE: AnnouncedTable = { type: 'sessions', shown: ['revokedAt', 'expiresAt'] };

/** Sessions are announced with whose they are, to be told to them; also that they were used, which is noted once a minute. */
export class AnnouncedSessions1796000002000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await announceNoChanges(queryRunner, 'sessions');
    await announceChanges(queryRunner, 'sessions', {
      ...BEFORE,
      userId: 'r."userId"',
      shown: [...BEFORE.shown, 'lastUsedAt'],
    });
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await announceNoChanges(queryRunner, 'sessions');
    await announceChanges(queryRunner, 'sessions', BEFORE);
  }
}
