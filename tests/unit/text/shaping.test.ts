import { expect, it } from 'vitest';
import { needsShaping } from '../../../src/text/shaping.js';

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
])('text with %s in it is wrong without the shaping of %s', (text, script) => {
  expect(needsShaping(text)).toBe(script);
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
])('text such as "%s" is not', (text) => {
  expect(needsShaping(text)).toBeNull();
});
