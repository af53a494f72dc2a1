import {
  Accordion,
  AccordionDetails,
  AccordionSummary,
  Alert,
  Card,
  CardContent,
  Chip,
  Stack,
  Typography,
} from '@mui/material';
import ExpandIcon from '@mui/icons-material/ExpandMore';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { api, dataOf } from '../../data/api.js';
import { MONOSPACE } from '../../theme/theme.js';
import { ProblemAlert } from '../../ui/problem-alert.js';
import { Waiting } from '../../ui/waiting.js';
import type { Source } from '../source.js';

type Framework = components['schemas']['MigrationsTableResponse'];
type App = components['schemas']['AppliedMigrationsResponse'];

/** Which migrations the database says it has had, framework by framework. */
export function MigrationsTab({ source }: { source: Source }): ReactNode {
  const translate = useTranslate();
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ['sources', 'migration-state', source.id],
    queryFn: () => dataOf(api.GET('/api/v1/sources/{id}/migration-state', { params: { path: { id: source.id } } })),
  });
  if (error !== null) return <ProblemAlert error={error} onRetry={() => void refetch()} />;
  if (isPending) return <Waiting height={200} />;
  if (data.frameworks.length === 0) {
    return (
      <Alert severity="info" variant="outlined">
        {translate('resources.sources.migration.none')}
      </Alert>
    );
  }
  return (
    <Stack spacing={2}>
      {data.frameworks.map((framework) => (
        <FrameworkCard key={framework.table} framework={framework} />
      ))}
    </Stack>
  );
}

function FrameworkCard({ framework: { framework, table, apps } }: { framework: Framework }): ReactNode {
  const translate = useTranslate();
  return (
    <Card component="section">
      <CardContent>
        <Typography component="h2" variant="h3">
          {translate(`resources.sources.framework.${framework}`, { _: framework })}
        </Typography>
        <Typography variant="body2" color="textSecondary" sx={{ mb: 1 }}>
          {translate('resources.sources.migration.table', { table })}
        </Typography>
        {apps.map((app) => (
          <AppMigrations key={app.app} app={app} isOnly={apps.length === 1} />
        ))}
      </CardContent>
    </Card>
  );
}

function AppMigrations({ app: { app, applied, failed }, isOnly }: { app: App; isOnly: boolean }): ReactNode {
  const translate = useTranslate();
  return (
    <Accordion disableGutters variant="outlined" defaultExpanded={isOnly}>
      <AccordionSummary expandIcon={<ExpandIcon />}>
        <Stack direction="row" useFlexGap spacing={1} sx={{ flexWrap: 'wrap', alignItems: 'center', minWidth: 0 }}>
          <Typography sx={{ fontWeight: 600 }}>{app}</Typography>
          <Typography color="textSecondary">
            {translate('resources.sources.migration.applied', { smart_count: applied.length })}
          </Typography>
          {failed.length === 0 ? null : (
            <Chip color="error" variant="outlined" label={translate('resources.sources.migration.failed')} />
          )}
        </Stack>
      </AccordionSummary>
      <AccordionDetails>
        <Stack component="ol" sx={{ m: 0, pl: 4, fontFamily: MONOSPACE, fontSize: 13, overflowWrap: 'anywhere' }}>
          {applied.map((name) => (
            <li key={name}>{name}</li>
          ))}
          {failed.map((name) => (
            <Typography component="li" key={name} color="error" sx={{ font: 'inherit' }}>
              {name} ({translate('resources.sources.migration.failed')})
            </Typography>
          ))}
        </Stack>
      </AccordionDetails>
    </Accordion>
  );
}
