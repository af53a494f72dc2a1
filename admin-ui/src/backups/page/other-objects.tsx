import { Box, Typography } from '@mui/material';
import type { ReactNode } from 'react';
import { useTranslate } from 'react-admin';
import type { components } from '../../api/schema.js';
import { MONOSPACE } from '../../theme/theme.js';
import { SectionCard } from '../../ui/section-card.js';

type Contents = components['schemas']['BackupContentsResponse'];
type Schema = components['schemas']['ContentsSchemaResponse'];

const COUNTED = ['indexes', 'constraints', 'triggers', 'policies'] as const;

/** What is in a backup beside its tables: by schema, by kind, by name. */
export function OtherObjects({ contents }: { contents: Contents }): ReactNode {
  const translate = useTranslate();
  const words = (name: string, values?: Record<string, unknown>): string =>
    translate(`resources.backups.contents.${name}`, values);
  const database = Object.entries(contents.database ?? {}).filter(([, names]) => names.length > 0);
  return (
    <SectionCard title={words('objects')}>
      {contents.schemas.map((schema) => (
        <Branch key={schema.name} name={words('schema', { name: schema.name })} note={countsOf(schema, words)}>
          {Object.entries(schema.objects ?? {})
            .filter(([, names]) => names.length > 0)
            .map(([kind, names]) => (
              <Branch key={kind} name={words(`kind.${kind}`)} note={String(names.length)}>
                <Names names={names} />
              </Branch>
            ))}
        </Branch>
      ))}
      {database.length === 0 ? null : (
        <Branch name={words('database')}>
          {database.map(([kind, names]) => (
            <Branch key={kind} name={kind.toLowerCase()} note={String(names.length)}>
              <Names names={names} />
            </Branch>
          ))}
        </Branch>
      )}
      {contents.largeObjects === null || contents.largeObjects === 0 ? null : (
        <Typography>{words('large_objects', { smart_count: contents.largeObjects })}</Typography>
      )}
      {contents.files.length === 0 ? null : (
        <Branch name={words('files')} note={String(contents.files.length)}>
          <Names names={contents.files} />
        </Branch>
      )}
    </SectionCard>
  );
}

function countsOf({ counts }: Schema, words: (name: string, values: Record<string, unknown>) => string): string {
  if (counts === null) return '';
  return COUNTED.filter((kind) => counts[kind] > 0)
    .map((kind) => words(`kind.${kind}`, { smart_count: counts[kind] }))
    .join(', ');
}

/** Opens and closes; with nothing in it, it is a line. */
function Branch({ name, note = '', children }: { name: string; note?: string; children?: ReactNode }): ReactNode {
  const title = (
    <>
      {name}
      {note === '' ? null : (
        <Typography component="span" variant="body2" sx={{ color: 'text.secondary', ml: 1 }}>
          {note}
        </Typography>
      )}
    </>
  );
  if (Array.isArray(children) && children.length === 0) return <Box sx={{ py: 0.5, pl: 2 }}>{title}</Box>;
  return (
    <details>
      <Box component="summary" sx={{ cursor: 'pointer', py: 0.5 }}>
        {title}
      </Box>
      <Box sx={{ pl: 3 }}>{children}</Box>
    </details>
  );
}

function Names({ names }: { names: string[] }): ReactNode {
  return (
    <Box
      component="ul"
      sx={{ m: 0, pl: 2, maxHeight: 320, overflow: 'auto', fontFamily: MONOSPACE, fontSize: 13, listStyle: 'none' }}
    >
      {names.map((name) => (
        <Box component="li" key={name} sx={{ py: '2px', overflowWrap: 'anywhere' }}>
          {name}
        </Box>
      ))}
    </Box>
  );
}
