export const dashboard = {
  verdict: {
    green: 'Everything is all right.',
    yellow: 'One thing wants attention. |||| %{smart_count} things want attention.',
    red: 'Backups are in danger: one thing wants attention. |||| Backups are in danger: %{smart_count} things want attention.',
  },
  concern: {
    // Between what it is about, which leads there, and the sentence.
    colon: ': ',
    room: 'Storage',
    room_low: 'only %{percent} of it is free.',
    success: 'Success rate',
    success_low: 'only %{percent} of the backups of the last 24 hours succeeded.',
  },
  mend: {
    back_up: 'Back it up',
    schedules: 'See its schedules',
    failed_backups: 'See what failed',
    corrupted: 'See what is damaged',
    failed_drills: 'See what failed',
    queues: 'See the queues',
    settings: 'See the settings',
    channels: 'See the channels',
  },
  part: {
    database: 'Control database',
    redis: 'Redis',
    workers: 'Workers',
    versions: 'Workers',
    store: 'Store',
    disk: 'Storage',
    retention: 'Retention',
    notifications: 'Notifications',
    controlDump: 'Dump of the control database',
    masterKey: 'Master key',
    keys: 'Keys in the store',
  },
  rehearse: 'Rehearse a restore',
  running: 'Running now',
  nothing_runs: 'Nothing runs at the moment.',
  work: { backups: 'Backup', restores: 'Restore', drills: 'Drill', verification: 'Verification of %{name}' },
  approve: {
    restore: 'Restore #%{number} waits for approval',
    rollback: 'The rollback of restore #%{number} waits for approval',
  },
  trend: {
    title: 'The last 30 days',
    success: 'Backups that succeeded',
    storage: 'Storage used',
    duration: 'Duration of a backup (mean)',
    recovery: 'Recovery time (slowest drill)',
    no_drills: 'No restore was rehearsed in these days.',
  },
};

export const chart = { day: 'Day', none: 'There is nothing to draw yet.' };
