import SourceIcon from '@mui/icons-material/StorageOutlined';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import { useMay } from '../data/may.js';
import { AddButton } from '../ui/add-button.js';
import { EmptyState } from '../ui/empty-state.js';

interface FirstSourceProps {
  /** On a page that has a heading already: `h2`. */
  heading?: 'h1' | 'h2';
}

/** Where nothing is protected yet: what to do first. */
export function FirstSource({ heading = 'h1' }: FirstSourceProps): ReactNode {
  const translate = useTranslate();
  const mayManage = useMay('sources:manage');
  return (
    <EmptyState
      icon={SourceIcon}
      heading={heading}
      title={translate('resources.sources.first.title')}
      text={translate(mayManage ? 'resources.sources.first.text' : 'resources.sources.first.ask')}
    >
      {mayManage ? <AddButton resource="sources" label="resources.sources.first.button" /> : null}
    </EmptyState>
  );
}
