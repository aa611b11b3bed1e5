import { describe, expect, it } from 'vitest';
import { renderPage } from './render-page.ts';

describe('renderPage', () => {
  it('fills placeholders, with or without an argument', () => {
    expect(renderPage('{{a}} and {{b x.y}}', { a: '1', b: (argument) => `<${argument}>` })).toBe('1 and <x.y>');
  });

  it('rejects a placeholder without a value, and a value without a placeholder', () => {
    expect(() => renderPage('{{a}}', {})).toThrow('No value for the placeholder {{a}}');
    expect(() => renderPage('text', { a: '1' })).toThrow('no placeholders for: a');
  });
});
