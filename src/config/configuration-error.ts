/** The process cannot start as it is set up. Every line is for a person, names the setting, and never shows its value. */
export class ConfigurationError extends Error {
  constructor(readonly problems: string[]) {
    super(`Backstitch cannot start:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'ConfigurationError';
  }
}
