import { expect, it } from 'vitest';
import { findComplexScript } from '../../../src/fonts/complex-scripts.js';

it.each([
  ['سلام', 'Arabic'],
  ['layer שלום', 'Hebrew'],
  ['नमस्ते', 'Devanagari'],
  ['สวัสดี', 'Thai'],
  ['বাংলা', 'Bengali'],
  ['தமிழ்', 'Tamil'],
  ['ខ្មែរ', 'Khmer'],
  ['ཨོཾ', 'Tibetan'],
  ['\u{1e900}', 'Adlam'],
])('%s needs shaping for %s', (text, script) => {
  expect(findComplexScript(text)).toBe(script);
});

it.each([
  '',
  'layer 12',
  'Ġthe ▁ Ċ',
  'Ünïcödé Ấ',
  'Αθήνα',
  'Градиент',
  '中文',
  'かな',
  '한국어',
  '→ ∑ ★',
  '👩‍💻',
  '\u202eabc',
])('"%s" needs no shaping', (text) => {
  expect(findComplexScript(text)).toBeNull();
});

it('finds every letter of a script, in any Unicode block', () => {
  const scripts = ['Arabic', 'Hebrew', 'Mongolian', 'Devanagari', 'Myanmar', 'Khmer', 'Thai', 'Adlam'];
  for (const script of scripts) {
    const pattern = new RegExp(`\\p{Script=${script}}`, 'u');
    for (let codePoint = 0x100; codePoint < 0x20000; codePoint++) {
      const character = String.fromCodePoint(codePoint);
      if (pattern.test(character)) expect(findComplexScript(character)).toBe(script);
    }
  }
});
