import type { ReactNode } from 'react';
import { DataTable } from 'react-admin';
import { useMay } from '../data/may.js';
import { AddButton } from '../ui/add-button.js';
import { ChangeList } from '../ui/change-list/change-list.js';
import { RowHead } from '../ui/change-list/row-head.js';
import { bytesInWords } from '../ui/measures.js';
import { Status } from '../ui/status.js';
import { Time } from '../ui/time.js';
import { useRegion } from '../ui/use-region.js';
import { FirstSource } from './first-source.js';
import { placeOf, type Source } from './source.js';
import { type SourceFacts, useSourceFacts } from './source-facts.js';

const WIDE = ['nextBackupAt', 'storedBytes', 'place'];

export default function SourceList(): ReactNode {
  const mayManage = useMay('sources:manage');
  return (
    <ChangeList
      search
      sort={{ field: 'name', order: 'ASC' }}
      wideColumns={WIDE}
      actions={mayManage ? <AddButton label="resources.sources.action.add" /> : undefined}
      empty={<FirstSource heading="h2" />}
    >
      <DataTable.Col<Source> source="name" render={({ name }) => <RowHead>{name}</RowHead>} />
      <DataTable.Col<Source> source="health" disableSort render={({ id }) => <Fact of={id} show={healthOf} />} />
      <DataTable.Col<Source>
        source="lastBackupAt"
        disableSort
        render={({ id }) => <Fact of={id} show={lastBackup} />}
      />
      <DataTable.Col<Source>
        source="nextBackupAt"
        disableSort
        render={({ id }) => <Fact of={id} show={nextBackup} />}
      />
      <DataTable.Col<Source>
        source="storedBytes"
        disableSort
        align="right"
        render={({ id }) => <Fact of={id} show={size} />}
      />
      <DataTable.Col<Source> source="place" disableSort render={({ database }) => placeOf(database)} />
    </ChangeList>
  );
}

/** What is told of a source elsewhere; nothing until it is known. */
function Fact({ of, show }: { of: string; show: (facts: SourceFacts, locale: string) => ReactNode }): ReactNode {
  return show(useSourceFacts(of), useRegion());
}

const healthOf = ({ health }: SourceFacts): ReactNode => health && <Status of={health.status} />;
const lastBackup = ({ health }: SourceFacts): ReactNode => health && <Time at={health.lastBackupAt} />;
const nextBackup = ({ health }: SourceFacts): ReactNode =>
  health && <Time at={health.nextBackupAt} absent="resources.sources.not_scheduled" />;
const size = ({ statistics }: SourceFacts, locale: string): ReactNode =>
  statistics && bytesInWords(statistics.storedBytes, locale);
