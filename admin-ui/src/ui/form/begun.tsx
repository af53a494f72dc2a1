import { Alert, Button } from '@mui/material';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslate } from 'react-admin';
import { useFormState } from 'react-hook-form';

interface Begun<Kind> {
  /** What the form holds to, whatever is heard of the record meanwhile. */
  begun: Kind;
  /** Whether it is another one by now, in what the form has fields for. */
  isOutdated: boolean;
  /** Begins with the record as it is now; or with what was answered when it was saved. */
  beginAnew: (saved?: Kind) => void;
}

/**
 * The record that a form was begun with: a change that is heard of does not take away what somebody has typed.
 * @param latest as it is known now
 * @param fieldsOf of a record what the form would change, in a form that can be compared
 */
export function useBegun<Kind>(latest: Kind, fieldsOf: (record: Kind, begun: Kind) => unknown): Begun<Kind> {
  const [begun, setBegun] = useState(latest);
  return {
    begun,
    isOutdated: latest !== begun && asText(fieldsOf(latest, begun)) !== asText(fieldsOf(begun, begun)),
    beginAnew: (saved = latest) => {
      setBegun(saved);
    },
  };
}

interface ChangedMeanwhileProps {
  isOutdated: boolean;
  beginAnew: () => void;
}

/**
 * Inside the form: takes over the new values as long as nobody has begun to fill it in; from then on it says that there are
 * some, and leaves the choice to whoever fills it in.
 */
export function ChangedMeanwhile({ isOutdated, beginAnew }: ChangedMeanwhileProps): ReactNode {
  const translate = useTranslate();
  const { dirtyFields, isSubmitting } = useFormState();
  const isFilledIn = Object.keys(dirtyFields).length > 0;
  useEffect(() => {
    if (isOutdated && !isFilledIn) beginAnew();
  });
  // What is saved just now is heard of, too.
  if (!isOutdated || !isFilledIn || isSubmitting) return null;
  return (
    <Alert
      severity="warning"
      action={
        <Button
          color="inherit"
          size="small"
          sx={{ whiteSpace: { sm: 'nowrap' } }}
          onClick={() => {
            beginAnew();
          }}
        >
          {translate('bs.form.show_new')}
        </Button>
      }
    >
      {translate('bs.form.changed_meanwhile')}
    </Alert>
  );
}

function asText(fields: unknown): string {
  return JSON.stringify(fields);
}
