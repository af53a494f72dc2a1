import { formatBytes, formatCount, formatDuration } from '../format.mjs';
import { measurePlainDump } from '../plain-dump.mjs';
import { showProgressOf } from '../job-progress.mjs';

export const backUp = {
  title: 'A backup',
  async run({ api, checks, facts }) {
    const progress = showProgressOf('Backing up');
    const startedAt = performance.now();
    const { backup, jobId } = await api.post('/backups', { sourceId: facts.source.id, name: 'before the big change' });
    facts.backup = await api.follow(`/backups/${backup.id}`, jobId, progress.onProgress);
    facts.backupMs = performance.now() - startedAt;
    const { status, storedBytes, rawBytes, artifacts, proof } = facts.backup;
    progress.done(
      `${status}: ${formatBytes(rawBytes ?? 0)} stored as ${formatBytes(storedBytes ?? 0)} in ${formatDuration(facts.backupMs)}, proof “${proof}”`,
      facts.backup,
    );
    for (const { fileName, sha256, encryption } of artifacts ?? []) {
      console.log(`  ${fileName}, encryption ${encryption}, SHA-256 ${sha256.slice(0, 16)}…`);
    }
    checks.check('the backup is completed', status === 'completed', describeError(facts.backup));
    checks.endOfStep();
    checks.check('its row counts are those of the shop', compareCounts(facts.atBackup, facts.backup.tableCounts));
  },
};

export const verifyTheBackup = {
  title: 'Is it any good?',
  async run({ api, checks, facts }) {
    const progress = showProgressOf('Decoding it');
    const askedAt = Date.now();
    const { jobId } = await api.post(`/backups/${facts.backup.id}/verify`, { level: 'decoded' });
    const job = await api.waitForJob(jobId, progress.onProgress);
    const backup = await api.get(`/backups/${facts.backup.id}`);
    progress.done(`${formatDuration(Date.now() - askedAt)}, proof “${backup.proof}”`);
    // A proof of its own, not the one that the backup ended with.
    const proof = backup.proofs.find(({ level, at }) => level === 'decoded' && Date.parse(at) >= askedAt);
    checks.check(
      'decrypted, decompressed and read by pg_restore to its end',
      job.state === 'completed' && backup.status === 'completed' && proof !== undefined,
      job.error?.message,
    );
  },
};

export const compareWithPgDump = {
  title: 'The same by plain pg_dump -Fc',
  async run({ shop, home, facts }) {
    facts.plain = await measurePlainDump(shop.server, shop.owner, home);
    console.log(`  ${formatBytes(facts.plain.bytes)} in ${formatDuration(facts.plain.milliseconds)}`);
  },
};

function compareCounts(fingerprint, counts) {
  const problems = [];
  for (const [name, { rows, isView }] of fingerprint.tables) {
    if (isView) continue; // refreshed by a restore, not counted
    if (counts[name] !== rows) problems.push(`${name}: ${formatCount(rows)} rows, the backup says ${counts[name]}`);
  }
  return problems;
}

const describeError = ({ error }) => (error ? `${error.code}: ${error.message}` : undefined);
