import { Box, Button, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { Form, Link, SaveButton, useTranslate } from 'react-admin';
import { useFormContext } from 'react-hook-form';
import { BackToList } from '../back-to-list.js';
import { PageHeading } from '../page-heading.js';
import { ProblemAlert } from '../problem-alert.js';

export interface RecordFormProps {
  title: string;
  /** Why the last try to save failed. */
  problem: unknown;
  /** Of a new record. */
  defaultValues?: Record<string, unknown>;
  /** Where "Cancel" leads. */
  back: string;
  saveLabel?: string;
  /** Beside the fields where there is room, between them and "Save" on a phone: a test, a preview. */
  aside?: ReactNode;
  /** Cards between heading and form, and under the form. */
  above?: ReactNode;
  below?: ReactNode;
  /** At "Save": what is to be known before. */
  notice?: ReactNode;
  children: ReactNode;
}

/** A form of a whole page: sections of fields, what would become of them at the side, and "Save" at the end. */
export function RecordForm(props: RecordFormProps): ReactNode {
  const { title, problem, defaultValues, back, saveLabel = 'ra.action.save', aside, children } = props;
  const { above, below, notice } = props;
  const translate = useTranslate();
  return (
    <Box sx={{ py: 2 }}>
      <BackToList />
      <PageHeading title={title} />
      {above === undefined ? null : <Beside>{above}</Beside>}
      <Form {...(defaultValues === undefined ? {} : { defaultValues })} warnWhenUnsavedChanges noValidate>
        <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: columns(aside !== undefined), alignItems: 'start' }}>
          <Stack spacing={2} sx={{ minWidth: 0 }}>
            {children}
          </Stack>
          {aside === undefined ? null : (
            <Box
              sx={{ gridRow: { lg: '1 / span 2' }, gridColumn: { lg: 2 }, position: { lg: 'sticky' }, top: { lg: 64 } }}
            >
              {aside}
            </Box>
          )}
          <Stack spacing={2}>
            {notice}
            <ProblemAlert error={problem} />
            <Stack direction="row" spacing={1}>
              <Save label={saveLabel} />
              <Button component={Link} to={back}>
                {translate('ra.action.cancel')}
              </Button>
            </Stack>
          </Stack>
        </Box>
      </Form>
      {below === undefined ? null : <Beside>{below}</Beside>}
    </Box>
  );
}

/** What the server found wrong is forgotten first: at a field that is not shown it would hold up every further try. */
function Save({ label }: { label: string }): ReactNode {
  const { clearErrors } = useFormContext();
  return (
    <SaveButton
      label={label}
      alwaysEnable
      onClick={() => {
        clearErrors();
      }}
    />
  );
}

/** As wide as the fields. */
function Beside({ children }: { children: ReactNode }): ReactNode {
  return (
    <Stack spacing={2} sx={{ my: 2, maxWidth: { lg: 760 } }}>
      {children}
    </Stack>
  );
}

function columns(hasAside: boolean): Record<string, string> {
  return { xs: 'minmax(0, 1fr)', lg: hasAside ? 'minmax(0, 760px) minmax(300px, 400px)' : 'minmax(0, 760px)' };
}
