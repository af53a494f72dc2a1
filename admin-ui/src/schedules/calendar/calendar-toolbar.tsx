import AfterIcon from '@mui/icons-material/ChevronRight';
import BeforeIcon from '@mui/icons-material/ChevronLeft';
import { Box, Button, ButtonGroup, IconButton, Stack, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { Link, useGetOne, useTranslate } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { type Source, SourceChoice } from '../../ui/source-choice.js';
import { type Day, stepped, VIEWS } from './days.js';
import type { Place } from './use-calendar-address.js';

interface CalendarToolbarProps {
  place: Place;
  today: Day;
  /** Which days are shown, in words. */
  title: string;
  linkTo: (place: Partial<Place>) => string;
}

/** Where to go: every step is an address. */
export function CalendarToolbar({
  place: { view, day, sourceId },
  today,
  title,
  linkTo,
}: CalendarToolbarProps): ReactNode {
  const translate = useTranslate();
  const words = (key: string): string => translate(`resources.schedules.calendar.${key}`);
  return (
    <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
      <IconButton component={Link} to={linkTo({ day: stepped(view, day, -1) })} aria-label={words(`before.${view}`)}>
        <BeforeIcon />
      </IconButton>
      <Button component={Link} to={linkTo({ day: today })} variant="outlined" size="small">
        {words('today')}
      </Button>
      <IconButton component={Link} to={linkTo({ day: stepped(view, day, 1) })} aria-label={words(`after.${view}`)}>
        <AfterIcon />
      </IconButton>
      <Typography variant="h2" sx={{ flex: '1 1 220px' }}>
        {title}
      </Typography>
      <ButtonGroup size="small" aria-label={words('view.name')}>
        {VIEWS.map((each) => (
          <Button
            key={each}
            component={Link}
            to={linkTo({ view: each })}
            {...(each === view ? { variant: 'contained', 'aria-current': 'true' } : {})}
          >
            {words(`view.${each}`)}
          </Button>
        ))}
      </ButtonGroup>
      <SourceFilter id={sourceId} linkTo={linkTo} />
    </Stack>
  );
}

function SourceFilter({ id, linkTo }: { id: string; linkTo: CalendarToolbarProps['linkTo'] }): ReactNode {
  const navigate = useNavigate();
  const { data } = useGetOne<Source>('sources', { id }, { enabled: id !== '' });
  return (
    <Box sx={{ width: { xs: '100%', sm: 240 } }}>
      <SourceChoice
        isFilter
        value={id === '' ? null : (data ?? null)}
        onChange={(source) => {
          void navigate(linkTo({ sourceId: source?.id ?? '' }));
        }}
      />
    </Box>
  );
}
