import { Card, CardContent } from '@mui/material';
import type { ReactNode } from 'react';
import { FilterList, FilterListItem, useGetList } from 'react-admin';

export interface Choice {
  id: string;
  name: ReactNode;
}

/** One block of the sidebar: its choices are written down, or are the records of another list. */
export interface Filter {
  /** The list's parameter. */
  source: string;
  /** As a key. */
  label: string;
  choices?: Choice[];
  /** The records of this list, by name. */
  reference?: string;
}

/** So many of another list's records are offered; more are found by searching. */
const MOST_CHOICES = 30;

/** Headings as everywhere else, and choices right below them. */
export const BLOCKS = {
  '& .MuiTypography-overline': { fontWeight: 650, fontSize: '0.9rem', textTransform: 'none', letterSpacing: 0 },
  '& .MuiListItemText-root': { ml: 0, my: 0.25 },
  '& .MuiListItemButton-root': { pl: 1, borderRadius: 1 },
} as const;

/** Filters of a list, at its side where there is room (in a drawer of the toolbar where there is none). */
export function FilterSidebar({ filters }: { filters: Filter[] }): ReactNode {
  return (
    <Card sx={{ display: { xs: 'none', lg: 'block' }, ml: 2, mt: 2, width: 220, flexShrink: 0, alignSelf: 'start' }}>
      <CardContent sx={{ pt: 0.5, ...BLOCKS }}>
        <FilterBlocks filters={filters} />
      </CardContent>
    </Card>
  );
}

export function FilterBlocks({ filters }: { filters: Filter[] }): ReactNode {
  return filters.map((filter) =>
    filter.reference === undefined ? (
      <FilterBlock key={filter.source} filter={filter} choices={filter.choices ?? []} />
    ) : (
      <ReferenceFilter key={filter.source} filter={filter} reference={filter.reference} />
    ),
  );
}

function ReferenceFilter({ filter, reference }: { filter: Filter; reference: string }): ReactNode {
  const { data = [] } = useGetList<{ id: string; name: string }>(reference, {
    pagination: { page: 1, perPage: MOST_CHOICES },
    sort: { field: 'name', order: 'ASC' },
  });
  return <FilterBlock filter={filter} choices={data} />;
}

function FilterBlock({ filter: { source, label }, choices }: { filter: Filter; choices: Choice[] }): ReactNode {
  if (choices.length === 0) return null;
  return (
    <FilterList label={label} icon={null}>
      {choices.map(({ id, name }) => (
        <FilterListItem key={id} label={name as string} value={{ [source]: id }} />
      ))}
    </FilterList>
  );
}
