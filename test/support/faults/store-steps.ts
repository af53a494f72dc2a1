import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The steps that a worker takes in its store (store-trap.mjs), and which of them is to be its last. */
export class StoreTrap {
  private readonly trapFile: string;
  private readonly stepsFile: string;

  /** For the command line of Node. */
  static readonly preload = ['--import', join(import.meta.dirname, 'store-trap.mjs')];

  constructor(directory: string) {
    this.trapFile = join(directory, 'store-trap');
    this.stepsFile = join(directory, 'store-steps');
  }

  get env(): Record<string, string> {
    return { BST_TEST_TRAP: this.trapFile, BST_TEST_STEPS: this.stepsFile };
  }

  set(place: string): void {
    writeFileSync(this.trapFile, place);
  }

  /** Takes an unsprung trap away. */
  clear(): void {
    rmSync(this.trapFile, { force: true });
    rmSync(this.stepsFile, { force: true });
  }

  /** Every step since `clear`, each kind once, in their order. */
  steps(): string[] {
    if (!existsSync(this.stepsFile)) return [];
    return [...new Set(readFileSync(this.stepsFile, 'utf8').split('\n').filter(Boolean))];
  }
}
