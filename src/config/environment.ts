import { plainToInstance } from 'class-transformer';
import { IsIn, IsOptional, Matches, MaxLength, MinLength, registerDecorator, validateSync } from 'class-validator';
import { ConfigurationError } from './configuration-error.js';

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The variables of the process as they come: text. A property has the name of its variable; a message says what it must be. */
export class Environment {
  @IsNumberText({ integer: true, min: 0, max: 65_535 })
  PORT = '8000';

  @MinLength(1, { message: 'must be an address to listen on, such as 127.0.0.1' })
  HOST = '127.0.0.1';

  @IsOptional()
  @MaxLength(100, { message: 'must be the path of a Unix socket, at most 100 bytes' })
  SOCKET_PATH?: string;

  @IsOptional()
  @IsUrlText(['http:', 'https:'])
  PUBLIC_URL?: string;

  @IsIn(['off', 'false', '0', 'on', 'true', '1'], { message: 'must be on or off' })
  TRUST_PROXY = 'off';

  @IsUrlText(['postgres:', 'postgresql:'], {
    missing: 'the control database. `npm start` starts a private one; or set postgres://user@host/database',
  })
  DATABASE_URL = '';

  /** For control:restore alone. */
  @IsOptional()
  @IsUrlText(['postgres:', 'postgresql:'])
  CONTROL_ADMIN_URL?: string;

  @IsUrlText(['redis:', 'rediss:', 'unix:'], {
    missing: 'the queues. `npm start` starts a private Redis; or set redis://host:6379',
  })
  REDIS_URL = '';

  @MinLength(1, { message: 'must be a directory' })
  BACKSTITCH_HOME = '.backstitch';

  @MinLength(1, { message: 'must be a directory' })
  BACKUP_DIR = 'backups';

  @IsKeyText({
    missing:
      '32 bytes as base64. `npm start` makes one; or run `openssl rand -base64 32`, and keep it: without it no encrypted backup can be read',
  })
  MASTER_KEY = '';

  @IsOptional()
  @IsKeyText()
  MASTER_KEY_PREVIOUS?: string;

  @IsOptional()
  @Matches(/^age1[02-9ac-hj-np-z]{58}$/, { message: 'must be an age recipient (age1…, as `age-keygen` prints it)' })
  RECOVERY_RECIPIENT?: string;

  @Matches(/^[^\s@]+@[^\s@]+$/, { message: 'must be an e-mail address' })
  ADMIN_EMAIL = 'admin@localhost';

  @IsOptional()
  @MinLength(8, { message: 'must have at least 8 characters' })
  @MaxLength(256, { message: 'must have at most 256 characters' })
  ADMIN_PASSWORD?: string;

  @IsOptional()
  BACKSTITCH_CONFIG?: string;

  /** For notifications by e-mail. */
  @IsOptional()
  @IsUrlText(['smtp:', 'smtps:'])
  SMTP_URL?: string;

  @IsOptional()
  @Matches(/^[^\s@<>,;"]+@[^\s@<>,;"]+$/, { message: 'must be an e-mail address' })
  SMTP_FROM?: string;

  @IsIn(LOG_LEVELS, { message: `must be one of ${LOG_LEVELS.join(', ')}` })
  LOG_LEVEL: LogLevel = 'info';

  /** Jobs at a time of each queue; 0 in the process of the API: it takes none, workers of their own do. */
  @IsNumberText({ integer: true, min: 0, max: 64 })
  WORKER_CONCURRENCY = '2';

  /** Of each person and each API key. */
  @IsNumberText({ integer: true, min: 1, max: 1_000_000_000 })
  RATE_LIMIT_PER_MINUTE = '6000';

  /** Of each address, for requests of nobody we know. */
  @IsNumberText({ integer: true, min: 1, max: 1_000_000_000 })
  RATE_LIMIT_ANONYMOUS_PER_MINUTE = '600';

  /** At a time, of each person, in one process. */
  @IsNumberText({ integer: true, min: 1, max: 100_000 })
  EVENT_STREAMS_PER_PERSON = '100';

  @IsNumberText({ min: 1, max: 86_400 })
  STALL_TIMEOUT_SECONDS = '300';

  @IsNumberText({ min: 0, max: 24 * 365 })
  ROLLBACK_WINDOW_HOURS = '24';

  @IsOptional()
  @Matches(/^[\x21-\x7e]{16,512}$/, {
    message: 'must be 16 to 512 visible ASCII characters, such as `openssl rand -hex 32` prints',
  })
  METRICS_TOKEN?: string;

  /** Beside `oidc` of the server's file; a public client has none. */
  @IsOptional()
  @Matches(/^[\x20-\x7e]{1,1024}$/, { message: 'must be 1 to 1024 visible ASCII characters, as the provider gave it' })
  OIDC_CLIENT_SECRET?: string;

  /** The standard variables of OpenTelemetry: the base, and the address for traces alone. Its headers it reads by itself. */
  @IsOptional()
  @IsUrlText(['http:', 'https:'])
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  @IsOptional()
  @IsUrlText(['http:', 'https:'])
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?: string;
}

/** Takes our variables out of `variables`; an empty one counts as absent. Throws ConfigurationError naming every wrong one. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const known = [...Object.keys(new Environment()), ...OPTIONAL_NAMES];
  const given = Object.fromEntries(
    known.flatMap((name) => {
      const value = variables[name]?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
  const environment = plainToInstance(Environment, given, { exposeDefaultValues: true });
  const problems = validateSync(environment, { stopAtFirstError: true }).flatMap(({ property, constraints }) =>
    Object.values(constraints ?? {}).map((message) => `${property} ${message}`),
  );
  if (problems.length > 0) throw new ConfigurationError(problems);
  return environment;
}

export const OPTIONAL_NAMES = [
  'CONTROL_ADMIN_URL',
  'SOCKET_PATH',
  'PUBLIC_URL',
  'MASTER_KEY_PREVIOUS',
  'RECOVERY_RECIPIENT',
  'ADMIN_PASSWORD',
  'BACKSTITCH_CONFIG',
  'METRICS_TOKEN',
  'OIDC_CLIENT_SECRET',
  'OTEL_EXPORTER_OTLP_ENDPOINT',
  'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT',
  'SMTP_URL',
  'SMTP_FROM',
];

function IsNumberText({ integer = false, min, max }: { integer?: boolean; min: number; max: number }) {
  return textRule(
    `must be a ${integer ? 'whole number' : 'number'} from ${min} to ${max}`,
    (text) => (integer ? /^\d+$/ : /^\d+(\.\d+)?$/).test(text) && Number(text) >= min && Number(text) <= max,
  );
}

function IsUrlText(protocols: string[], words: Words = {}) {
  return textRule(
    `must be an address that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
    words,
  );
}

function IsKeyText(words: Words = {}) {
  return textRule(
    'must be 32 bytes as base64 (44 characters), as `openssl rand -base64 32` prints it',
    isKeyText,
    words,
  );
}

/** Whether a text spells 32 bytes as base64 or base64url. */
export function isKeyText(text: string): boolean {
  return /^[A-Za-z0-9+/_-]{43}=?$/.test(text) && Buffer.from(text, 'base64').length === 32;
}

interface Words {
  /** For a variable that must be there: what it is, and how to get it. */
  missing?: string;
}

function textRule(wrong: string, holds: (text: string) => boolean, { missing }: Words = {}): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'textRule',
      target: target.constructor,
      propertyName: String(property),
      options: {
        message: ({ value }) => (value === '' && missing !== undefined ? `is missing: ${missing}` : wrong),
      },
      validator: { validate: (value: unknown) => typeof value === 'string' && holds(value) },
    });
  };
}
