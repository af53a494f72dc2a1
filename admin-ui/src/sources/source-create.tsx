import type { ReactNode } from 'react';
import { CreatePage } from '../ui/form/form-page.js';
import { ConnectionTest } from './connection-test.js';
import { SourceFields } from './source-fields.js';
import { NEW_SOURCE, sourceRequest } from './source-values.js';

export default function SourceCreate(): ReactNode {
  return (
    <CreatePage toRequest={sourceRequest} defaultValues={NEW_SOURCE} aside={<ConnectionTest />}>
      <SourceFields />
    </CreatePage>
  );
}
