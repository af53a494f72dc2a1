import {
  BackendMessages,
  FrontendMessages,
  type Message,
  sqlOf,
  startupParameters,
  valuesOf,
} from './postgres-messages.js';
import { type Inspector, TcpProxy } from './tcp-proxy.js';

/** One statement on its way to a server. */
export interface Statement {
  applicationName: string;
  sql: string;
  values: string[];
  /** For COMMIT: what the transaction has said so far. */
  transaction: readonly Statement[];
}

/** `before`: the server has not heard of it. `after`: it has done it, and its answer is still in our hands. */
export type Side = 'before' | 'after';

export interface Trap {
  catches(statement: Statement): boolean;
  side: Side;
  /** The statement (or its answer) goes on when this resolves; a statement whose sender is dead by then does not. */
  spring(statement: Statement): Promise<'sender is dead' | 'goes on'>;
}

/** A PostgreSQL behind a network of ours: sees every statement, and holds one at the instant that a trap was set for. */
export class PostgresProxy {
  private trap: Trap | null = null;
  private listener: ((statement: Statement) => void) | null = null;

  private constructor() {
    // made by start
  }

  static async start(
    upstream: () => { host: string; port: number },
  ): Promise<{ statements: PostgresProxy; network: TcpProxy }> {
    const statements = new PostgresProxy();
    const network = await TcpProxy.start(upstream, () => new Connection(statements));
    return { statements, network };
  }

  /** Springs once. A trap that was not sprung yet is replaced. */
  set(trap: Trap | null): void {
    this.trap = trap;
  }

  listen(listener: ((statement: Statement) => void) | null): void {
    this.listener = listener;
  }

  /** @internal */
  passes(statement: Statement): Trap | null {
    this.listener?.(statement);
    const { trap } = this;
    if (trap?.catches(statement) !== true) return null;
    this.trap = null;
    return trap;
  }
}

class Connection implements Inspector {
  private readonly server = new BackendMessages();
  private readonly client = new FrontendMessages(() => {
    this.server.expectLetter();
  });
  private applicationName = '';
  private parsed = '';
  private values: string[] = [];
  private transaction: Statement[] = [];
  private springing: { trap: Trap; statement: Statement } | null = null;

  constructor(private readonly statements: PostgresProxy) {}

  async fromClient(chunk: Buffer): Promise<Buffer[]> {
    const out: Buffer[] = [];
    for (const message of this.client.take(chunk)) {
      const statement = this.statementOf(message);
      const trap = statement === null ? null : this.statements.passes(statement);
      if (statement !== null && trap?.side === 'before' && (await trap.spring(statement)) === 'sender is dead')
        return [];
      if (statement !== null && trap?.side === 'after') this.springing = { trap, statement };
      out.push(message.bytes);
    }
    return out;
  }

  async fromServer(chunk: Buffer): Promise<Buffer[]> {
    const ready = this.server.take(chunk);
    const [end] = ready;
    if (end !== undefined && this.springing !== null) {
      const { trap, statement } = this.springing;
      this.springing = null;
      await trap.spring(statement);
    }
    return [chunk];
  }

  /** The statement that this message makes the server carry out; a Parse alone does nothing yet. */
  private statementOf(message: Message): Statement | null {
    if (message.letter === '' && message.bytes.length > 8) {
      this.applicationName = startupParameters(message).application_name ?? this.applicationName;
      return null;
    }
    if (message.letter === 'P') this.parsed = sqlOf(message) ?? '';
    if (message.letter === 'B') this.values = valuesOf(message);
    if (message.letter === 'Q') return this.said(sqlOf(message) ?? '', []);
    if (message.letter === 'E') return this.said(this.parsed, this.values);
    return null;
  }

  private said(sql: string, values: string[]): Statement {
    if (/^\s*(BEGIN|START TRANSACTION)\b/i.test(sql)) this.transaction = [];
    const statement = { applicationName: this.applicationName, sql, values, transaction: this.transaction };
    if (/^\s*(COMMIT|ROLLBACK)\b/i.test(sql)) this.transaction = [];
    else this.transaction.push(statement);
    return statement;
  }
}
