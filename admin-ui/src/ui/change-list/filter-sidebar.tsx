import { Box, Card, CardContent } from '@mui/material';
import type { ReactNode } from 'react';
import { useGetList, useListContext, useTranslate } from 'react-admin';
import { FilterBlock, FilterChoice } from './filter-block.js';
import { PastTimes } from './past-times.js';

export interface Choice {
  id: string;
  name: ReactNode;
}

/** One block of the sidebar: its choices are written down, are the records of another list, or times that are past. */
export interface Filter {
  /** The list's parameter. */
  source: string;
  /** As a key. */
  label: string;
  choices?: Choice[];
  /** The records of this list, by name. */
  reference?: string;
  /** Since when: the list takes `from` (its source) and `to`. */
  isPast?: true;
}

/** So many of another list's records are offered; more are found by searching. */
const MOST_CHOICES = 30;

/** Filters of a list, at its side where there is room (in a drawer of the toolbar where there is none), and something to filter. */
export function FilterSidebar({ filters }: { filters: Filter[] }): ReactNode {
  const list = useListContext();
  const isFiltered = Object.keys(list.filterValues as object).length > 0;
  if (!list.isPending && list.total === 0 && !isFiltered) return null;
  return (
    <Card sx={{ display: { xs: 'none', lg: 'block' }, ml: 2, mt: 2, width: 220, flexShrink: 0, alignSelf: 'start' }}>
      <CardContent sx={{ pt: 0.5 }}>
        <FilterBlocks filters={filters} />
      </CardContent>
    </Card>
  );
}

/** All at once: as long as the names of one block are read, the others would be pushed down by them. */
export function FilterBlocks({ filters }: { filters: Filter[] }): ReactNode {
  return (
    <Box sx={{ '&:has([data-pending])': { visibility: 'hidden' } }}>
      {filters.map((filter) => (
        <OneFilter key={filter.source} filter={filter} />
      ))}
    </Box>
  );
}

function OneFilter({ filter }: { filter: Filter }): ReactNode {
  if (filter.isPast === true) return <PastTimes label={filter.label} />;
  if (filter.reference !== undefined) return <ReferenceFilter filter={filter} reference={filter.reference} />;
  return <Choices filter={filter} choices={filter.choices ?? []} />;
}

function ReferenceFilter({ filter, reference }: { filter: Filter; reference: string }): ReactNode {
  const { data, isPending } = useGetList<{ id: string; name: string }>(reference, {
    pagination: { page: 1, perPage: MOST_CHOICES },
    sort: { field: 'name', order: 'ASC' },
  });
  return isPending ? <span data-pending /> : <Choices filter={filter} choices={data ?? []} />;
}

function Choices({ filter: { source, label }, choices }: { filter: Filter; choices: Choice[] }): ReactNode {
  const translate = useTranslate();
  const list = useListContext();
  const { [source]: present, ...others } = list.filterValues as Record<string, unknown>;
  if (choices.length === 0) return null;
  return (
    <FilterBlock label={label}>
      {choices.map(({ id, name }) => (
        <FilterChoice
          key={id}
          name={typeof name === 'string' ? translate(name, { _: name }) : name}
          isChosen={present === id}
          onClick={() => {
            list.setFilters(present === id ? others : { ...others, [source]: id });
          }}
        />
      ))}
    </FilterBlock>
  );
}
