import {
  Accordion,
  AccordionDetails,
  AccordionSummary,
  Alert,
  Link as MuiLink,
  Stack,
  Typography,
} from '@mui/material';
import ExpandIcon from '@mui/icons-material/ExpandMore';
import type { ReactNode } from 'react';
import { Link, ReferenceField, useTranslate } from 'react-admin';
import type { components } from '../api/schema.js';
import { LocalTable } from './local-table.js';
import { bytesInWords } from './measures.js';
import { Time } from './time.js';
import { useRegion } from './use-region.js';

type Outcome = components['schemas']['RetentionOutcomeResponse'];
type Choice = components['schemas']['RetentionChoiceResponse'];

interface RetentionOutcomeProps {
  outcome: Outcome;
  /** In the place of the link to each backup, where the page must not be left. */
  hasLinks?: boolean;
}

/** Which backups would go, which stay, and why each of them. */
export function RetentionOutcome({ outcome, hasLinks = true }: RetentionOutcomeProps): ReactNode {
  const translate = useTranslate();
  const locale = useRegion();
  const going = outcome.delete;
  const freed = going.reduce((sum, { storedBytes }) => sum + (storedBytes ?? 0), 0);
  return (
    <Stack spacing={1} role="status">
      <Alert severity={going.length === 0 ? 'success' : 'warning'} variant="outlined">
        {going.length === 0
          ? translate('bs.retention.nothing_goes')
          : translate('bs.retention.going', { smart_count: going.length, size: bytesInWords(freed, locale) })}
      </Alert>
      {outcome.moreThanHalf.map((large) => (
        <Alert key={large.sourceId} severity="error" variant="outlined">
          {translate('bs.retention.more_than_half', { going: large.going, of: large.of, source: large.sourceName })}
        </Alert>
      ))}
      {going.length === 0 ? null : (
        <Choices title={translate('bs.retention.goes')} choices={going} isOpen hasLinks={hasLinks} />
      )}
      {outcome.keep.length === 0 ? null : (
        <Choices
          title={translate('bs.retention.stays', { smart_count: outcome.keep.length })}
          choices={outcome.keep}
          hasLinks={hasLinks}
        />
      )}
    </Stack>
  );
}

interface ChoicesProps {
  title: string;
  choices: Choice[];
  isOpen?: boolean;
  hasLinks: boolean;
}

function Choices({ title, choices, isOpen = false, hasLinks }: ChoicesProps): ReactNode {
  const translate = useTranslate();
  return (
    <Accordion
      disableGutters
      variant="outlined"
      defaultExpanded={isOpen}
      slotProps={{ transition: { unmountOnExit: true } }}
    >
      <AccordionSummary expandIcon={<ExpandIcon />}>
        <Typography component="span" sx={{ fontWeight: 600 }}>
          {title}
        </Typography>
      </AccordionSummary>
      <AccordionDetails sx={{ p: 0 }}>
        <LocalTable<Choice>
          label={title}
          rows={choices}
          sort={{ name: 'createdAt', isDescending: false }}
          columns={[
            {
              name: 'name',
              label: translate('bs.retention.backup'),
              value: ({ number }) => number,
              show: (choice) => <NameAndReason of={choice} hasLinks={hasLinks} />,
            },
            {
              name: 'createdAt',
              label: translate('bs.field.created'),
              value: ({ createdAt }) => createdAt,
              show: ({ createdAt }) => <Time at={createdAt} />,
            },
          ]}
          maxHeight={MOST_PX}
          empty=""
        />
      </AccordionDetails>
    </Accordion>
  );
}

/** It stands beside a form, which must not become as long as all that is kept. */
const MOST_PX = 420;

function NameAndReason({ of: choice, hasLinks }: { of: Choice; hasLinks: boolean }): ReactNode {
  const { id, number, name, reason } = choice;
  return (
    <>
      #{number}{' '}
      {hasLinks ? (
        <MuiLink component={Link} to={`/backups/${id}/show`}>
          {name}
        </MuiLink>
      ) : (
        name
      )}
      <Typography variant="body2" color="textSecondary" component="div">
        <ReferenceField record={choice} source="sourceId" reference="sources" link={false} /> · {reason}
      </Typography>
    </>
  );
}
