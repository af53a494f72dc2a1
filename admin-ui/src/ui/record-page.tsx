import { Box, Card, Skeleton, Stack, Tab, Tabs, Typography } from '@mui/material';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { type RaRecord, ShowContextProvider, useGetResourceLabel, useShowController, useTranslate } from 'react-admin';
import { Link, useSearchParams } from 'react-router-dom';
import { isNotFound } from '../data/api-problem.js';
import { BackToList } from './back-to-list.js';
import { NoSuchRecord } from './no-such-record.js';
import { PageTitle } from './page-title.js';
import { ProblemAlert } from './problem-alert.js';

/** A part of a record's page, with an address of its own: `?tab=log`. */
export interface RecordSection {
  name: string;
  /** As a key. */
  label: string;
  content: ReactNode;
}

interface RecordPageProps<Kind extends RaRecord> {
  /** In plain text: the page's heading. */
  title: (record: Kind) => string;
  /** Beside the title: `<Status>`. */
  status?: (record: Kind) => ReactNode;
  /** Under the title: when, by whom, of what. */
  subtitle?: (record: Kind) => ReactNode;
  /** What can be done; one primary button at most. */
  actions?: (record: Kind) => ReactNode;
  /** Above all sections: errors, warnings, progress. */
  above?: (record: Kind) => ReactNode;
  /** The first is the page's own address. */
  sections: (record: Kind) => RecordSection[];
}

/** The page of one record: what it is and how it stands, what can be done with it, and its parts as tabs. */
export function RecordPage<Kind extends RaRecord>(props: RecordPageProps<Kind>): ReactNode {
  const show = useShowController<Kind>({
    // It says so itself, in the place of the record.
    queryOptions: { onError: () => undefined },
  });
  const { record, error } = show;
  const labelOf = useGetResourceLabel();
  return (
    <ShowContextProvider value={show}>
      <Stack spacing={2} sx={{ py: 2, minWidth: 0 }}>
        {isNotFound(error) ? null : <BackToList />}
        {error === null ? null : isNotFound(error) ? (
          <NoSuchRecord resource={show.resource} />
        ) : (
          <>
            <PageTitle title={labelOf(show.resource, 1)} />
            <ProblemAlert error={error} onRetry={() => void show.refetch()} />
          </>
        )}
        {show.isPending && error === null ? <Waiting /> : null}
        {record === undefined || isNotFound(error) ? null : <Loaded {...props} record={record} />}
      </Stack>
    </ShowContextProvider>
  );
}

function Loaded<Kind extends RaRecord>({
  record,
  title,
  status,
  subtitle,
  actions,
  above,
  sections,
}: RecordPageProps<Kind> & { record: Kind }): ReactNode {
  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'flex-start' }}>
        <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' }}>
            <PageTitle title={title(record)} />
            {status?.(record)}
          </Box>
          <Typography component="div" variant="body2" sx={{ color: 'text.secondary', mt: 0.5 }}>
            {subtitle?.(record)}
          </Typography>
        </Box>
        {/* The last is what is done most: the last in a row, and on a phone the first that is seen. */}
        <Box
          sx={{
            display: 'flex',
            flexWrap: { xs: 'wrap-reverse', sm: 'wrap' },
            gap: 1,
            flexDirection: { xs: 'row-reverse', sm: 'row' },
            justifyContent: 'flex-end',
          }}
        >
          {actions?.(record)}
        </Box>
      </Box>
      {above?.(record)}
      <Sections sections={sections(record)} />
    </>
  );
}

function Sections({ sections }: { sections: RecordSection[] }): ReactNode {
  const translate = useTranslate();
  const id = useId();
  const [parameters] = useSearchParams();
  const tabs = useRef<HTMLDivElement>(null);
  const open = sections.find(({ name }) => name === parameters.get('tab')) ?? sections[0];
  const name = open?.name;
  useEffect(() => {
    const tab = tabs.current?.querySelector('[aria-selected="true"]');
    tab?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [name]);
  if (open === undefined) return null;
  if (sections.length === 1) return open.content;
  return (
    <div>
      <Tabs
        value={open.name}
        ref={tabs}
        variant="scrollable"
        // They would push the first tab aside; a tab that is cut in half says that there are more.
        scrollButtons={false}
        aria-label={translate('bs.record.sections')}
        sx={{ borderBottom: 1, borderColor: 'divider', mb: 2 }}
      >
        {sections.map(({ name: each, label }, index) => (
          <Tab
            key={each}
            value={each}
            label={translate(label)}
            id={`${id}-tab-${each}`}
            aria-controls={`${id}-part`}
            component={Link}
            to={index === 0 ? '?' : `?tab=${each}`}
            replace
            preventScrollReset
            onKeyDown={openBySpace}
          />
        ))}
      </Tabs>
      <div role="tabpanel" id={`${id}-part`} aria-labelledby={`${id}-tab-${open.name}`}>
        {open.content}
      </div>
    </div>
  );
}

/** As tabs do; links do so by "Enter" alone. */
function openBySpace(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== ' ') return;
  event.preventDefault();
  event.currentTarget.click();
}

function Waiting(): ReactNode {
  const translate = useTranslate();
  return (
    <Stack spacing={2} role="status" aria-label={translate('bs.record.loading')}>
      <Skeleton width="40%" height={40} />
      <Card>
        <Skeleton variant="rectangular" height={320} />
      </Card>
    </Stack>
  );
}
