/** What a table gives up for its columns on a phone: air between them, and headings of one line. */
export const ON_A_PHONE = {
  '& .MuiTableCell-root': { px: { xs: 0.75, lg: 2 } },
  '& .MuiTableCell-head': { whiteSpace: { xs: 'normal', sm: 'nowrap' } },
  '& .MuiTableSortLabel-icon': { mx: { xs: 0, sm: 0.5 } },
} as const;

/** Of the cells of a column for which a phone has no room. */
export const WIDE_ONLY = { display: { xs: 'none', sm: 'table-cell' } } as const;
