import { describe, expect, it } from 'vitest';
import { renderPage } from './render-page.ts';

describe('renderPage', () => {
  it('fills places, with an argument where there is one', () => {
    expect(renderPage('{{a}} and {{b x.y}}', { a: '1', b: (argument) => `<${argument}>` })).toBe('1 and <x.y>');
  });

  it('refuses a place without a value, and a value without a place', () => {
    expect(() => renderPage('{{a}}', {})).toThrow('a place without a value: {{a}}');
    expect(() => renderPage('text', { a: '1' })).toThrow('no place for: a');
  });
});
