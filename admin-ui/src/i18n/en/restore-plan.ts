/** The plan of a restore: read at 3 a.m. */
export const restorePlan = {
  verdict: { same: 'same', behind: 'behind', ahead: 'ahead', diverged: 'diverged', unknown: 'unknown' },
  says: {
    same: 'The backup has the migrations of the code.',
    behind:
      'The backup is %{smart_count} migration behind the code. |||| The backup is %{smart_count} migrations behind the code.',
    ahead:
      'The backup has %{smart_count} migration that the code does not know. |||| The backup has %{smart_count} migrations that the code does not know.',
    diverged: 'The histories of backup and code differ in the middle.',
    unknown: 'There is no migration history to compare.',
  },
  follows: {
    nothing: 'Nothing has to be migrated.',
    runs: 'It will be run on the restored copy, by the runner “%{runner}”, before anybody sees it. |||| They will be run on the restored copy, by the runner “%{runner}”, before anybody sees it.',
    runs_live:
      'It will be run on the live database, by the runner “%{runner}”, after the restore. |||| They will be run on the live database, by the runner “%{runner}”, after the restore.',
    left_out:
      'It will not be run: the restored database stays as old as the backup. |||| They will not be run: the restored database stays as old as the backup.',
    refused:
      'The schema may not fit the code. Deploy the code that knows them first; otherwise only an administrator may go on.',
    unknown:
      'It is restored as it is. If the application uses migrations, name their framework and table in the source first.',
  },
  blocked:
    '%{smart_count} thing stands in the way of this restore. |||| %{smart_count} things stand in the way of this restore.',
  part: {
    blockers: 'What stands in the way',
    histories: 'Migrations: backup and code',
    losses: 'What would be lost',
    warnings: 'Before you go on',
    order: 'What will happen',
    needs: 'Time and room',
  },
  track: {
    backup: 'Backup',
    code: 'Code',
    summary:
      'Backup: %{backup} migrations. Code: %{code}. In both: %{both}. To be run: %{pending}. Not known to the code: %{unknown}.',
    show_names: 'Show names',
    hide_names: 'Hide names',
    folded: {
      both: '%{smart_count} earlier migration in both |||| %{smart_count} earlier migrations in both',
      alone: '%{smart_count} earlier migration |||| %{smart_count} earlier migrations',
      pending: '%{smart_count} more to be run |||| %{smart_count} more to be run',
      late: '%{smart_count} more that the backup lacks |||| %{smart_count} more that the backup lacks',
      unknown: '%{smart_count} more that the code does not know |||| %{smart_count} more that the code does not know',
    },
  },
  mark: {
    both: 'in both',
    alone: 'in the backup',
    pending: 'will be run',
    left_out: 'will not be run',
    late: 'missing in the middle',
    unknown: 'not known to the code',
  },
  losses: {
    title: 'Rows now and in the backup',
    new_database: 'Nothing: no database is replaced.',
    nothing: 'No table has another number of rows now than in the backup.',
    lost: 'The live database has %{rows} row that the backup has not. |||| The live database has %{rows} rows that the backup has not.',
    uncounted:
      'The rows of one table that is not in the backup were not counted; they come on top. |||| The rows of %{smart_count} tables that are not in the backup were not counted; they come on top.',
    back: '%{rows} row comes back. |||| %{rows} rows come back.',
    kept: 'The old database is kept whole, and can be swapped back.',
    in_safety_backup: 'All of it is in the safety backup.',
    exact: 'counted exactly',
    estimated: 'partly estimated',
    tables:
      'One table is not in the backup, and all of its rows are lost: |||| %{smart_count} tables are not in the backup, and all of their rows are lost:',
    all_rows: '%{rows} row |||| %{rows} rows',
    drops: 'One more object is dropped: |||| %{smart_count} more objects are dropped:',
    table: 'Table',
    live: 'Rows now',
    backup: 'In the backup',
    change: 'Change',
    now_then: '%{live} now, %{backup} in the backup',
  },
  summary: {
    and_more: 'and one more |||| and %{smart_count} more',
    runs: '%{smart_count} migration will be run. |||| %{smart_count} migrations will be run.',
    leaves_out:
      '%{smart_count} pending migration will not be run. |||| %{smart_count} pending migrations will not be run.',
    overrides: 'The schema may not fit the code.',
    safety: 'The live database is backed up first.',
    no_safety: 'The live database is not backed up first.',
    way_back: {
      swap: 'Swap: the old database is kept for one hour, and can be swapped back until then. |||| Swap: the old database is kept for %{smart_count} hours, and can be swapped back until then.',
      in_place: 'In place: no old database is kept. The way back is the safety backup.',
      new_database: 'New database: nothing is replaced.',
    },
  },
  /** By the code of the finding: hints that the API says in the names of its fields. */
  hint: {
    NO_MIGRATION_RUNNER:
      'Name a runner in the source; or do not run the migrations (it is asked under “Options”), and run them yourself.',
    MIGRATES_LIVE:
      'If one fails, the database stays restored, and as far as the migrations came; the way back is the safety backup. Or do not run them: it is asked under “Options”.',
  },
  as_planned: {
    title: 'The plan as it was accepted: %{when}',
    done: 'What happened since stands in the report.',
    undone: 'It was not carried out to its end.',
    see_report: 'See the report',
  },
  show_all: 'Show all %{count}',
  show_fewer: 'Show fewer',
  needs: {
    time: 'Takes about',
    about: '%{time}',
    where: {
      server: 'On the PostgreSQL server',
      store: 'In the store, for the safety backup',
      spool: 'On the worker’s disk',
    },
    of_free: 'of %{free} free',
    too_little: 'needed, only %{free} free',
    free_unknown: 'needed; what is free cannot be told from here',
  },
  order: {
    seen: {
      swap: 'Until here nobody notices anything, and it can be canceled.',
      in_place: 'From here on writers wait.',
      new_database: '',
    },
    safety_backup: { title: 'Safety backup', text: 'A whole, proven backup of “%{database}” as it is now.' },
    side_restore: { title: 'Restore beside it', text: 'Into a database of its own. The live one stays as it is.' },
    side_restore_new: { title: 'Restore', text: 'Into a database that nobody else can see yet.' },
    checking: { title: 'Check', text: 'Every table is counted and compared with the backup.' },
    migrating: {
      title: 'Run %{smart_count} migration |||| Run %{smart_count} migrations',
      text: 'On the restored copy, by “%{runner}”; then its history must be that of the code.',
    },
    swapping: { title: 'Swap', text: 'The two databases exchange names at once. Clients wait for less than a second.' },
    kept: { title: 'The way back', text: 'The old database is kept for %{hours} hours; one click swaps it back.' },
    locking: { title: 'Lock', text: 'Every table of “%{database}” is locked against writers.' },
    replacing: { title: 'Replace', text: 'In one transaction everything goes, and what was backed up comes.' },
    checking_inside: { title: 'Check', text: 'Every table is counted. Any difference undoes all of it.' },
    committing: { title: 'Commit', text: 'From here on the way back is the safety backup.' },
    migrating_live: {
      title: 'Run %{smart_count} migration |||| Run %{smart_count} migrations',
      text: 'On the live database, by “%{runner}”.',
    },
    naming: { title: 'Name it', text: 'It becomes “%{database}”. No other database is touched.' },
  },
};

export const strategy = {
  swap: {
    name: 'Swap',
    text: 'Restores beside the live database, checks and migrates it there, then exchanges the two in an instant. The old one is kept.',
  },
  in_place: {
    name: 'In place',
    text: 'Replaces everything in the live database in one transaction, while its writers wait. For a role that may create no databases.',
  },
  new_database: {
    name: 'New database',
    text: 'Restores under a name that is free. No other database is touched: for a look, or for a copy.',
  },
};
