import { describe, expect, it } from '@jest/globals';
import { unbroken } from './unbroken.js';

describe('French words', () => {
  it('do not end a line before high punctuation, nor inside of quotation marks', () => {
    expect(unbroken({ a: 'par « typeorm » :', b: { c: 'quoi ? rien ! oui ; non' } })).toEqual({
      a: 'par «\u00A0typeorm\u00A0»\u00A0:',
      b: { c: 'quoi\u00A0? rien\u00A0! oui\u00A0; non' },
    });
  });

  it('are left as they are otherwise, and so is what is made of values', () => {
    const plural = (count: number): string => `${count} : rien`;
    expect(unbroken({ a: 'une || plusieurs |||| 12:30', plural })).toEqual({
      a: 'une || plusieurs |||| 12:30',
      plural,
    });
  });
});
