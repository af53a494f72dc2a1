import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';

/** Reads values out of the server's file, collecting every fault with the file, the path in it and what is wrong. */
export class FileReader {
  readonly problems: string[] = [];

  constructor(private readonly file: string) {}

  problem(at: string, what: string): void {
    this.problems.push(`${this.file}: ${at === '' ? 'the whole' : at} ${what}`);
  }

  object(value: unknown, at: string, properties: string[]): Record<string, unknown> {
    if (!isRecord(value)) {
      this.problem(at, 'must be an object');
      return {};
    }
    for (const name of Object.keys(value)) {
      if (!properties.includes(name)) {
        this.problem(at === '' ? name : `${at}.${name}`, `is not known (known are ${properties.join(', ')})`);
      }
    }
    return value;
  }

  /** Without a prototype: names come from requests, and `constructor` must name nothing that nobody defined. */
  named<Value>(value: unknown, at: string, read: (value: unknown, at: string) => Value): Record<string, Value> {
    const found = Object.create(null) as Record<string, Value>;
    if (value === undefined) return found;
    if (!isRecord(value)) {
      this.problem(at, 'must be an object');
      return found;
    }
    for (const [name, entry] of Object.entries(value)) found[name] = read(entry, `${at}.${name}`);
    return found;
  }

  text(value: unknown, at: string): string {
    if (typeof value === 'string') return value;
    this.problem(at, 'must be a text');
    return '';
  }

  texts(value: unknown, at: string, absent: string[] = []): string[] {
    if (value === undefined) return absent;
    if (!Array.isArray(value)) {
      this.problem(at, 'must be a list of texts');
      return [];
    }
    return value.map((entry: unknown, index) => this.text(entry, `${at}[${index}]`));
  }

  command(value: unknown, at: string): string[] {
    const command = this.texts(value, at);
    if (command.length === 0 || command[0] === '') this.problem(at, 'must be a program and its arguments, as a list');
    return command;
  }

  path(value: unknown, at: string): string {
    const path = this.text(value, at);
    if (!isAbsolute(path)) this.problem(at, 'must be an absolute path');
    return resolve(path);
  }

  paths(value: unknown, at: string): string[] {
    const paths = this.texts(value, at);
    return paths.map((path, index) => this.path(path, `${at}[${index}]`));
  }

  networks(value: unknown, at: string, absent: string[]): string[] {
    const networks = this.texts(value, at, absent);
    networks.forEach((network, index) => {
      if (!isNetwork(network)) this.problem(`${at}[${index}]`, 'must be a network such as 169.254.0.0/16');
    });
    return networks;
  }

  /** Names (`*.` for all below one), addresses and networks. */
  hosts(value: unknown, at: string): string[] {
    const hosts = this.texts(value, at);
    hosts.forEach((host, index) => {
      if (isIP(host) !== 0 || isNetwork(host) || HOST_NAME.test(host)) return;
      this.problem(`${at}[${index}]`, 'must be a name such as hooks.internal or *.internal, an address, or a network');
    });
    return hosts;
  }

  flag(value: unknown, at: string, absent: boolean): boolean {
    if (value === undefined) return absent;
    if (typeof value === 'boolean') return value;
    this.problem(at, 'must be true or false');
    return absent;
  }

  positive(value: unknown, at: string, absent: number): number {
    if (value === undefined) return absent;
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
    this.problem(at, 'must be a number above 0');
    return absent;
  }
}

/** No name that is all digits and dots: that would be an address, and is none. */
const HOST_NAME = /^(\*\.)?(?!.*\.\d+$)(?!\d+$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isNetwork(text: string): boolean {
  const [address = '', bits = '', ...rest] = text.split('/');
  const family = isIP(address);
  return family !== 0 && rest.length === 0 && /^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
}
