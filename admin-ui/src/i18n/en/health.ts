/** Why a source is not wholly well, by the code of the reason. */
export const health = {
  never_backed_up: 'There is no backup of it that could be restored.',
  missed: 'Its schedule “%{schedule}” missed a backup: it was due %{due}.',
  missed_repeatedly: 'Its schedule “%{schedule}” missed a backup, which was due %{due}, and the one before it.',
  old: 'Its newest backup is %{smart_count} hour old. |||| Its newest backup is %{smart_count} hours old.',
  not_scheduled: 'Nothing backs it up by itself.',
  last_failed: 'Its last backup failed.',
  failing: 'Its last backup failed. |||| Its last %{smart_count} backups failed.',
  newest_corrupted: 'Its newest backup is corrupted: make another one.',
  corrupted: 'One of its backups is corrupted. |||| %{smart_count} of its backups are corrupted.',
  not_rehearsed: 'No drill has ever restored it, and its newest backup was only read back.',
  drill_failed: 'Its last drill failed: whether it can be restored is not known.',
};
