import { describe, expect, it } from '@jest/globals';
import { CronError, parseCron } from './cron.js';

describe('refuses, and names the field', () => {
  it.each([
    ['', 'five fields are needed (minute, hour, day of the month, month, day of the week); there are 0'],
    ['@daily', 'five fields are needed (minute, hour, day of the month, month, day of the week); there are 1'],
    ['0 0 3 * * *', 'five fields are needed (minute, hour, day of the month, month, day of the week); there are 6'],
    ['60 3 * * *', 'minute: 60 is not between 0 and 59'],
    ['x 3 * * *', 'minute: "X" is not known'],
    ['H 3 * * *', 'minute: "H" is not known'],
    ['1.5 3 * * *', 'minute: "1.5" is not known'],
    ['1,,2 3 * * *', 'minute: a value is missing'],
    ['-1 3 * * *', 'minute: a value is missing'],
    ['0 24 * * *', 'hour: 24 is not between 0 and 23'],
    ['0 22-2 * * *', 'hour: "22-2" runs backwards: write two ranges with a comma between them'],
    ['0 1-2-3 * * *', 'hour: "1-2-3" is no range'],
    ['0 */0 * * *', 'hour: "*/0": the step must be 1 to 24'],
    ['0 */25 * * *', 'hour: "*/25": the step must be 1 to 24'],
    ['0 8-10/4 * * *', 'hour: "8-10/4": the step must be 1 to 3'],
    ['0 5/2 * * *', 'hour: "5/2": a step needs a range or * before it'],
    ['0 */2/3 * * *', 'hour: "*/2/3" has two steps'],
    ['0 3 0 * *', 'day of the month: 0 is not between 1 and 31'],
    ['0 3 ? * *', 'day of the month: "?" is not known'],
    ['0 3 15W * *', 'day of the month: "15W" is not known'],
    ['0 3 * 13 *', 'month: 13 is not between 1 and 12'],
    ['0 3 * JUNE *', 'month: "JUNE" is not known'],
    ['0 3 * * 8', 'day of the week: 8 is not between 0 and 7'],
    ['0 3 * * 1#6', 'day of the week: "1#6": a month has a first (#1) to a fifth (#5) of each day'],
    ['0 3 * * L', 'day of the week: "L" is not known'],
  ])('%j', (text, message) => {
    expect(() => parseCron(text)).toThrow(new CronError(message));
  });
});

describe('takes', () => {
  const days = (cron: string, month: string): number[] => {
    const { isDay } = parseCron(cron);
    const first = Date.parse(`${month}-01`);
    const dates = Array.from({ length: 31 }, (_, day) => first + day * 86_400_000);
    return dates
      .filter((date) => new Date(date).toISOString().startsWith(month) && isDay(date))
      .map((date) => new Date(date).getUTCDate());
  };

  it.each([
    ['0 0 * * mon', '2026-11', [2, 9, 16, 23, 30]],
    ['0 0 * * 0', '2026-11', [1, 8, 15, 22, 29]],
    ['0 0 * * 7', '2026-11', [1, 8, 15, 22, 29]],
    ['0 0 * * 5-7', '2026-11', [1, 6, 7, 8, 13, 14, 15, 20, 21, 22, 27, 28, 29]],
    ['0 0 * * 1#1,5L', '2026-11', [2, 27]],
    ['0 0 L * *', '2026-02', [28]],
    ['0 0 L * *', '2028-02', [29]],
    ['0 0 */10 * *', '2026-11', [1, 11, 21]],
    // Either day, where both are said.
    ['0 0 13 * FRI', '2026-11', [6, 13, 20, 27]],
    ['0 0 1 * WED', '2026-11', [1, 4, 11, 18, 25]],
    ['0 0 1 JAN,MAR *', '2026-11', []],
  ])('the days of %s in %s', (cron, month, expected) => {
    expect(days(cron, month)).toEqual(expected);
  });

  it.each([
    ['5 3 * * *', [185], false],
    ['0,30 22-23 * * *', [1_320, 1_350, 1_380, 1_410], false],
    ['7-9/2 00 * * *', [7, 9], false],
  ])('the minutes of %s', (cron, minutes, isEveryHour) => {
    expect(parseCron(cron)).toMatchObject({ minutesOfDay: minutes, isEveryHour });
  });

  it('what is due in every hour, however it is written', () => {
    for (const cron of ['*/15 * * * *', '0 0-23 * * *', '0 */1 * * 1']) expect(parseCron(cron).isEveryHour).toBe(true);
    expect(parseCron('0 */2 * * *').isEveryHour).toBe(false);
  });
});
