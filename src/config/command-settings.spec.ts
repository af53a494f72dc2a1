import { describe, expect, it } from '@jest/globals';
import { CommandSettings } from './command-settings.js';
import { ConfigurationError } from './configuration-error.js';

describe('the settings of a command', () => {
  it('are the control database, and an admin whose name has no capitals', () => {
    const settings = new CommandSettings({ DATABASE_URL: ' postgres://u:p@h/d ', ADMIN_EMAIL: 'Ada@Example.test' });
    expect(settings).toMatchObject({ databaseUrl: 'postgres://u:p@h/d', adminEmail: 'ada@example.test' });
    expect(new CommandSettings({ DATABASE_URL: 'postgresql:///d' }).adminEmail).toBe('admin@localhost');
  });

  it.each([
    {},
    { DATABASE_URL: '' },
    { DATABASE_URL: 'host=secret' },
    { DATABASE_URL: 'postgres://h/d', ADMIN_EMAIL: 'secret' },
  ])('say what is wrong without showing it: %j', (variables) => {
    let error: unknown;
    try {
      new CommandSettings(variables);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(String(error)).not.toContain('secret');
  });
});
