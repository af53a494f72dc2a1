import type { ReactNode } from 'react';
import { useCreatePath, useGetResourceLabel, useTranslate } from 'react-admin';
import { NotHere } from './not-here.js';

/** In the place of a record that nobody knows (any more), with the way to the list of its kind. */
export function NoSuchRecord({ resource }: { resource: string }): ReactNode {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const labelOf = useGetResourceLabel();
  return (
    <NotHere
      title={translate(`bs.not_here.${resource}`, { _: translate('bs.not_here.record') })}
      to={createPath({ resource, type: 'list' })}
      toName={labelOf(resource, 2)}
    />
  );
}
