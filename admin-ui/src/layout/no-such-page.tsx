import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { NotHere } from '../ui/not-here.js';

/** For an address that belongs to no page. */
export function NoSuchPage(): ReactNode {
  const translate = useTranslate();
  return <NotHere title={translate('bs.not_here.page')} to="/" toName={translate('ra.page.dashboard')} />;
}
