export const backups = {
  name: 'Backup |||| Backups',
  fields: {
    name: 'Name',
    sourceId: 'Source',
    status: 'Status',
    proof: 'Proof',
    createdAt: 'Created',
    storedBytes: 'Size',
  },
};
