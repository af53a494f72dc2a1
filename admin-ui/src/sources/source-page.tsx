import EditIcon from '@mui/icons-material/EditOutlined';
import { Box, Stack } from '@mui/material';
import type { ReactNode } from 'react';
import { EditButton, ShowBase, useShowContext } from 'react-admin';
import { useMay } from '../data/may.js';
import { PageHeading } from '../ui/page-heading.js';
import { ProblemAlert } from '../ui/problem-alert.js';
import { Status } from '../ui/status.js';
import { BackUpNow } from './back-up-now.js';
import { useSourceFacts } from './source-facts.js';
import { placeOf, type Source } from './source-list.js';
import { SourceOverview } from './source-overview.js';

/** All about one source. */
export default function SourcePage(): ReactNode {
  return (
    <ShowBase>
      <LoadedSource />
    </ShowBase>
  );
}

function LoadedSource(): ReactNode {
  const { record: source, error } = useShowContext<Source>();
  if (error !== null) return <ProblemAlert error={error} />;
  return source === undefined ? null : <SourceView source={source} />;
}

function SourceView({ source }: { source: Source }): ReactNode {
  const { health } = useSourceFacts(source.id);
  const mayManage = useMay('sources:manage');
  const mayBackUp = useMay('backups:create');
  return (
    <Box sx={{ py: 2 }}>
      <PageHeading
        title={source.name}
        beside={health === undefined ? null : <Status of={health.status} />}
        subtitle={placeOf(source.database)}
        actions={
          <>
            {mayManage ? <EditButton variant="outlined" icon={<EditIcon />} /> : null}
            {mayBackUp ? <BackUpNow source={source} /> : null}
          </>
        }
      />
      <Stack spacing={2}>
        <SourceOverview source={source} />
      </Stack>
    </Box>
  );
}
