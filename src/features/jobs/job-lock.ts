/** The advisory lock that says "a living worker has this job". */
export function jobLockKey(jobId: string): string {
  return `backstitch job ${jobId}`;
}
