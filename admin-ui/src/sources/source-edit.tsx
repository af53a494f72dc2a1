import type { ReactNode } from 'react';
import { EditPage } from '../ui/form/form-page.js';
import { ConnectionTest } from './connection-test.js';
import { SourceFields } from './source-fields.js';
import { sourceChanges } from './source-values.js';

export default function SourceEdit(): ReactNode {
  return (
    <EditPage toChanges={sourceChanges} aside={<ConnectionTest />}>
      <SourceFields />
    </EditPage>
  );
}
