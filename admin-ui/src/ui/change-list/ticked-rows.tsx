import { type ReactNode, useEffect, useState } from 'react';
import { BulkActionsToolbar, useDataProvider, useListContext, useTranslate } from 'react-admin';
import { BusyButton } from '../busy-button.js';
import { useSayError } from '../use-say-error.js';

/** So many rows are ticked at once at most: what is done to them is shown, and asked for, one by one. */
const MOST = 2_000;
/** As many as a list gives at once. */
const AT_ONCE = 200;

interface TickedRowsProps {
  /** How many are ticked, as a key. */
  label: string;
  children: ReactNode;
}

/** What is done to the ticked rows. What nobody sees any more is not ticked any more. */
export function TickedRows({ label, children }: TickedRowsProps): ReactNode {
  const list = useListContext();
  const view = JSON.stringify(list.filterValues);
  useEffect(() => {
    list.onUnselectItems();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another view, and nothing else, takes the ticks away
  }, [view]);
  return (
    <BulkActionsToolbar label={label} selectAllButton={<TickAll />}>
      {children}
    </BulkActionsToolbar>
  );
}

/** At the lower edge of the window: no row moves away from under the finger that ticked it, and nothing above is covered. */
export const TICKED_BAR = {
  '& .RaBulkActionsToolbar-toolbar:not(.RaBulkActionsToolbar-collapsed)': {
    position: 'fixed',
    inset: 'auto 0 8px',
    mx: 'auto',
    width: 'fit-content',
    maxWidth: 'calc(100vw - 16px)',
    height: 'auto',
    transform: 'none',
    flexWrap: 'wrap',
    borderRadius: 1,
    boxShadow: 6,
    px: { xs: 1, sm: 2 },
  },
  '& .RaBulkActionsToolbar-title': { pl: { xs: 1, sm: 0 } },
  '& .RaBulkActionsToolbar-topToolbar': { flexWrap: 'wrap', p: { xs: 0, sm: 0.5 }, gap: { xs: 0, sm: 1 } },
  '& .RaBulkActionsToolbar-topToolbar .MuiButton-root': { px: { xs: 0.5, sm: 1 } },
} as const;

/** All that the list finds, on whatever page. */
function TickAll(): ReactNode {
  const translate = useTranslate();
  const sayError = useSayError();
  const dataProvider = useDataProvider();
  const [isBusy, setIsBusy] = useState(false);
  const list = useListContext();
  const { resource, data = [], total = 0, sort, selectedIds, onSelect } = list;
  const isPageTicked = data.every(({ id }) => selectedIds.includes(id));
  const count = Math.min(total, MOST);
  if (!isPageTicked || selectedIds.length >= count) return null;

  const tick = async (): Promise<void> => {
    const ids: string[] = [];
    for (let page = 1; ids.length < count; page += 1) {
      const some = await dataProvider.getList<{ id: string }>(resource, {
        pagination: { page, perPage: AT_ONCE },
        sort,
        filter: list.filterValues as object,
      });
      ids.push(...some.data.map(({ id }) => id));
      if (some.data.length < AT_ONCE) break;
    }
    onSelect(ids.slice(0, count));
  };
  return (
    <BusyButton
      size="small"
      isBusy={isBusy}
      onClick={() => {
        setIsBusy(true);
        tick()
          .catch(sayError)
          .finally(() => {
            setIsBusy(false);
          });
      }}
    >
      {translate(count < total ? 'bs.list.tick_first' : 'bs.list.tick_all', { smart_count: count })}
    </BusyButton>
  );
}
