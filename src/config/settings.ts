import { realpathSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { AppError } from '../common/app-error.js';
import { ConfigurationError } from './configuration-error.js';
import { type Environment, type LogLevel, readEnvironment } from './environment.js';
import { withSecretFiles } from './secret-files.js';
import { isInside, readServerFile, type ServerFile } from './server-file.js';

/** How this process is set up: typed, checked, paths absolute. Inject it; nothing else reads the environment. */
export class Settings {
  readonly port: number;
  readonly host: string;
  readonly socketPath: string | null;
  readonly publicUrl: string | null;
  /** Where links lead, without a slash at the end: PUBLIC_URL, else where we listen. */
  readonly baseUrl: string;
  readonly trustProxy: boolean;
  readonly databaseUrl: string;
  /** A role that may create databases, where that of DATABASE_URL may not. */
  readonly controlAdminUrl: string | null;
  readonly redisUrl: string;
  readonly home: string;
  readonly backupDir: string;
  /** 32 bytes. */
  readonly masterKey: Buffer;
  readonly masterKeyPrevious: Buffer | null;
  readonly recoveryRecipient: string | null;
  readonly adminEmail: string;
  readonly adminPassword: string | null;
  readonly logLevel: LogLevel;
  /** 0: this process takes no jobs. */
  readonly workerConcurrency: number;
  /** Requests of each person and each API key. */
  readonly rateLimitPerMinute: number;
  /** Requests of each address that come from nobody we know. */
  readonly anonymousRateLimitPerMinute: number;
  readonly eventStreamsPerPerson: number;
  readonly stallTimeoutSeconds: number;
  /** With its password, if any. */
  readonly smtpUrl: string | null;
  /** Whom mail comes from; null: the user of SMTP_URL, or an address made up for this machine. */
  readonly smtpFrom: string | null;
  /** May be a fraction. */
  readonly rollbackWindowHours: number;
  /** What a scrape of /metrics must bear; null: there are no metrics. */
  readonly metricsToken: string | null;
  /** What we show the provider of `server.oidc`; null: nothing. */
  readonly oidcClientSecret: string | null;
  /** Where spans go (OTLP over HTTP); null: nothing is traced. */
  readonly tracesUrl: string | null;
  readonly server: ServerFile;
  /** What this process was started with. Programs that we start get a whitelist of it (platform/process). */
  readonly environment: Readonly<NodeJS.ProcessEnv>;

  /** Throws ConfigurationError. `directory` is what relative paths start from. */
  constructor(variables: NodeJS.ProcessEnv, directory: string) {
    const environment = readEnvironment(variables);
    this.environment = variables;
    this.port = Number(environment.PORT);
    this.host = environment.HOST;
    this.socketPath = environment.SOCKET_PATH === undefined ? null : resolve(directory, environment.SOCKET_PATH);
    this.publicUrl = environment.PUBLIC_URL?.replace(/\/+$/, '') ?? null;
    this.baseUrl = this.publicUrl ?? `http://${inUrl(this.host)}:${this.port}`;
    this.trustProxy = ['on', 'true', '1'].includes(environment.TRUST_PROXY);
    this.databaseUrl = environment.DATABASE_URL;
    this.controlAdminUrl = environment.CONTROL_ADMIN_URL ?? null;
    this.redisUrl = environment.REDIS_URL;
    this.home = resolve(directory, environment.BACKSTITCH_HOME);
    this.backupDir = resolve(directory, environment.BACKUP_DIR);
    this.masterKey = Buffer.from(environment.MASTER_KEY, 'base64');
    this.masterKeyPrevious =
      environment.MASTER_KEY_PREVIOUS === undefined ? null : Buffer.from(environment.MASTER_KEY_PREVIOUS, 'base64');
    this.recoveryRecipient = environment.RECOVERY_RECIPIENT ?? null;
    this.adminEmail = environment.ADMIN_EMAIL.toLowerCase();
    this.adminPassword = environment.ADMIN_PASSWORD ?? null;
    this.logLevel = environment.LOG_LEVEL;
    this.workerConcurrency = Number(environment.WORKER_CONCURRENCY);
    this.rateLimitPerMinute = Number(environment.RATE_LIMIT_PER_MINUTE);
    this.anonymousRateLimitPerMinute = Number(environment.RATE_LIMIT_ANONYMOUS_PER_MINUTE);
    this.eventStreamsPerPerson = Number(environment.EVENT_STREAMS_PER_PERSON);
    this.stallTimeoutSeconds = Number(environment.STALL_TIMEOUT_SECONDS);
    this.smtpUrl = environment.SMTP_URL ?? null;
    this.smtpFrom = environment.SMTP_FROM ?? null;
    this.rollbackWindowHours = Number(environment.ROLLBACK_WINDOW_HOURS);
    this.metricsToken = environment.METRICS_TOKEN ?? null;
    this.oidcClientSecret = environment.OIDC_CLIENT_SECRET ?? null;
    this.tracesUrl = tracesUrlOf(environment);
    this.server = readServerFile(resolve(directory, environment.BACKSTITCH_CONFIG ?? 'backstitch.config.json'), {
      required: environment.BACKSTITCH_CONFIG !== undefined,
    });
    if (this.server.oidc !== null && this.publicUrl === null) {
      throw new ConfigurationError(['PUBLIC_URL is missing: with `oidc`, the provider sends browsers back there']);
    }
  }

  /**
   * The real path of `path`, which must exist at or below one of `codeRoots` after every link is followed.
   * Throws INVALID_PARAMETER; whether something exists outside of the roots is not told.
   */
  assertCodePath(path: string): string {
    const real = isAbsolute(path) ? realPathOrNull(path) : null;
    const isAllowed = this.server.codeRoots.some((root) => {
      const realRoot = realPathOrNull(root);
      return real !== null && realRoot !== null && isInside(real, realRoot);
    });
    if (real !== null && isAllowed) return real;
    throw new AppError('INVALID_PARAMETER', 'The code path is not an existing absolute path below one of codeRoots.', {
      hint: 'Whoever runs the server lists the folders that may hold code in codeRoots of backstitch.config.json.',
      errors: [{ field: 'migrations.codePath', message: 'must exist at or below one of codeRoots' }],
    });
  }
}

/** As OpenTelemetry has it: the address for traces is taken as it is, and beats the base, below which they have their path. */
function tracesUrlOf(environment: Environment): string | null {
  const { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: own, OTEL_EXPORTER_OTLP_ENDPOINT: base } = environment;
  return own ?? (base === undefined ? null : `${base.replace(/\/+$/, '')}/v1/traces`);
}

let loaded: Settings | undefined;

/** The settings of this process, read once. */
export function loadSettings(): Settings {
  loaded ??= new Settings(withSecretFiles(process.env), process.cwd());
  return loaded;
}

function realPathOrNull(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null; // absent, or not ours to see: either way it is no place for code
  }
}

function inUrl(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
