import type { ReactNode } from 'react';
import {
  NumberInput,
  PasswordInput,
  required,
  SelectInput,
  TextInput,
  useRecordContext,
  useTranslate,
} from 'react-admin';
import { FieldRow } from '../ui/form/field-row.js';
import { FormSection } from '../ui/form/form-section.js';
import { OwnRetention } from './own-retention.js';
import type { Source } from './source.js';

const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'];
const FRAMEWORKS = ['auto', 'typeorm', 'django'];

/** Every field of a source. */
export function SourceFields(): ReactNode {
  const translate = useTranslate();
  const source = useRecordContext<Source>();
  const words = (key: string): string => translate(`resources.sources.${key}`);
  return (
    <>
      <FormSection title={words('section.database')} about={words('section.database_about')}>
        <TextInput
          source="name"
          validate={required()}
          autoFocus={source === undefined}
          helperText="resources.sources.help.name"
        />
        <FieldRow>
          <TextInput source="database.host" validate={required()} autoComplete="off" helperText={false} />
          <NumberInput source="database.port" validate={required()} min={1} max={65_535} helperText={false} />
        </FieldRow>
        <TextInput source="database.database" validate={required()} autoComplete="off" helperText={false} />
        <FieldRow>
          <TextInput source="database.user" validate={required()} autoComplete="off" helperText={false} />
          <PasswordInput
            source="database.password"
            autoComplete="new-password"
            helperText={source?.database.hasPassword === true ? 'resources.sources.help.password_kept' : false}
          />
        </FieldRow>
        <FieldRow>
          <SelectInput
            source="database.sslMode"
            choices={SSL_MODES.map((id) => ({ id, name: `resources.sources.ssl.${id.replace('-', '_')}` }))}
            defaultValue="prefer"
            helperText={false}
          />
          <TextInput
            source="database.maintenanceDatabase"
            autoComplete="off"
            placeholder="postgres"
            helperText="resources.sources.help.maintenance"
          />
        </FieldRow>
      </FormSection>

      <FormSection title={words('section.migrations')} about={words('section.migrations_about')}>
        <FieldRow>
          <SelectInput
            source="migrations.framework"
            choices={FRAMEWORKS.map((id) => ({ id, name: `resources.sources.framework.${id}` }))}
            defaultValue="auto"
            helperText={false}
          />
          <TextInput source="migrations.table" autoComplete="off" helperText="resources.sources.help.table" />
        </FieldRow>
        <TextInput source="migrations.codePath" autoComplete="off" helperText="resources.sources.help.code_path" />
        <FieldRow>
          <TextInput source="migrations.runner" autoComplete="off" helperText="resources.sources.help.runner" />
          <TextInput source="appVersion" autoComplete="off" helperText="resources.sources.help.app_version" />
        </FieldRow>
      </FormSection>

      <OwnRetention />
    </>
  );
}
