import ChosenIcon from '@mui/icons-material/CancelOutlined';
import { Box, Card, CardContent, List, ListItem, ListItemButton, ListItemText, Typography } from '@mui/material';
import { type ReactNode, useId } from 'react';
import { useGetList, useListContext, useTranslate } from 'react-admin';

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
      {filters.map((filter) =>
        filter.reference === undefined ? (
          <FilterBlock key={filter.source} filter={filter} choices={filter.choices ?? []} />
        ) : (
          <ReferenceFilter key={filter.source} filter={filter} reference={filter.reference} />
        ),
      )}
    </Box>
  );
}

function ReferenceFilter({ filter, reference }: { filter: Filter; reference: string }): ReactNode {
  const { data, isPending } = useGetList<{ id: string; name: string }>(reference, {
    pagination: { page: 1, perPage: MOST_CHOICES },
    sort: { field: 'name', order: 'ASC' },
  });
  return isPending ? <span data-pending /> : <FilterBlock filter={filter} choices={data ?? []} />;
}

function FilterBlock({ filter: { source, label }, choices }: { filter: Filter; choices: Choice[] }): ReactNode {
  const translate = useTranslate();
  const title = useId();
  if (choices.length === 0) return null;
  return (
    <Box role="group" aria-labelledby={title} sx={{ pt: 1 }}>
      <Typography id={title} variant="body2" sx={{ fontWeight: 650 }}>
        {translate(label)}
      </Typography>
      <List dense disablePadding>
        {choices.map((choice) => (
          <FilterChoice key={choice.id} source={source} choice={choice} />
        ))}
      </List>
    </Box>
  );
}

/** Pressed once more, it filters no more. */
function FilterChoice({ source, choice: { id, name } }: { source: string; choice: Choice }): ReactNode {
  const translate = useTranslate();
  const list = useListContext();
  const { [source]: present, ...others } = list.filterValues as Record<string, unknown>;
  const isChosen = present === id;
  return (
    <ListItem disablePadding>
      <ListItemButton
        component="button"
        aria-pressed={isChosen}
        selected={isChosen}
        onClick={() => {
          list.setFilters(isChosen ? others : { ...others, [source]: id });
        }}
        sx={{ pl: 1, py: 0.25, borderRadius: 1, overflowWrap: 'anywhere' }}
      >
        <ListItemText primary={typeof name === 'string' ? translate(name, { _: name }) : name} />
        {isChosen ? <ChosenIcon fontSize="small" color="action" /> : null}
      </ListItemButton>
    </ListItem>
  );
}
