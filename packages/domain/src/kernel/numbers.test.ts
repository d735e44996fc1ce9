import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseDocumentNumber } from './document-number.ts';
import { birthDateOf, isCreditCode, isResidentId, maskMobile, maskResidentId } from './id-numbers.ts';
import { fenOfYuan, wanText, yuanText } from './money.ts';
import { clampScore, meanOf, points, proRata, roundHalfUp, scoreText, sumOf } from './score.ts';

describe('a unified social credit code (GB 32100)', () => {
  it.each([
    ['91350100M000100Y43', true],
    ['11500000009275780L', true],
    ['91350100M000100Y4Z', false],
    ['91310115MA1H8R7C6D', false],
    ['91350100M000100Y4', false],
    ['91350100I000100Y43', false],
  ])('%s is right: %s', (code, expected) => {
    expect(isCreditCode(code)).toBe(expected);
  });
});

describe('a resident ID (GB 11643)', () => {
  it.each([
    '500103198001010016',
    '50010319850101008X',
    '50010319850101008x',
    '500157197506150027',
    '500101196903074041',
  ])('%s is right', (id) => {
    expect(isResidentId(id, '2026-11-22')).toBe(true);
  });

  it.each([
    ['500103198001010017', 'a wrong check character'],
    ['50010319800101001', 'too short'],
    ['500103198002300016', 'no real day'],
  ])('%s is refused: %s', (id) => {
    expect(isResidentId(id, '2026-11-22')).toBe(false);
  });

  it('is refused of somebody not yet born', () => {
    expect(isResidentId('500103198001010016', '1979-12-31')).toBe(false);
  });

  it('is refused when its check is right and its day is none', () => {
    const body = '50010319800230001';
    const right = [...'0123456789X'].map((check) => body + check).filter((id) => birthDateOf(id) !== undefined);
    expect(right).toEqual([]);
  });

  it('carries the birth date', () => {
    expect(birthDateOf('500157197506150027')).toBe('1975-06-15');
  });

  it('is shown masked, and so is a mobile number', () => {
    expect(maskResidentId('500103198001010016')).toBe('500***********0016');
    expect(maskMobile('13812345678')).toBe('138****5678');
  });
});

describe('a document number', () => {
  it.each([
    '渝高技办〔2024〕7号',
    '渝高技办[2024]7号',
    '渝高技办(2024)7号',
    '渝高技办【2024】7号',
    ' 渝高技办（2024） 07 号 ',
  ])('%s is written in its standard form', (text) => {
    expect(normaliseDocumentNumber(text)).toBe('渝高技办〔2024〕7号');
  });

  it('without a serial is none', () => {
    expect(normaliseDocumentNumber('渝高技办〔2024〕号')).toBeUndefined();
  });
});

describe('money', () => {
  it.each([
    ['12,345.6', 1_234_560],
    ['0.05', 5],
    ['-3', -300],
    ['-0', 0],
    ['1.234', undefined],
    ['一万', undefined],
  ])('%s yuan is %s fen', (text, fen) => {
    expect(fenOfYuan(text)).toBe(fen);
  });

  it('is shown in yuan and in ten thousands', () => {
    expect(yuanText(1_234_567_89)).toBe('1,234,567.89');
    expect(yuanText(-5)).toBe('-0.05');
    expect(wanText(36_200_00)).toBe('3.62');
  });

  it('survives being shown and typed again', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }), (fen) => {
        expect(fenOfYuan(yuanText(fen))).toBe(fen);
      }),
    );
  });
});

describe('a score', () => {
  it.each([
    [2.5, 3],
    [1.005 * 100, 101],
    [-2.5, -3],
    [2.4999, 2],
    [0, 0],
  ])('%d is rounded half up to %i', (value, expected) => {
    expect(roundHalfUp(value)).toBe(expected);
  });

  it('is averaged half up, of nothing there is no mean', () => {
    expect(meanOf([points(80), points(80.01)])).toBe(8001);
    expect(meanOf([])).toBeUndefined();
  });

  it('in proportion stays between nothing and the full mark', () => {
    expect([proRata(800, 3, 4), proRata(800, 9, 4), proRata(800, -1, 4), proRata(800, 0, 0)]).toEqual([
      600, 800, 0, 800,
    ]);
  });

  it('does not depend on the order it is summed in', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000 })), (scores) => {
        expect(sumOf(scores)).toBe(sumOf(scores.toReversed()));
        expect(meanOf(scores)).toBe(meanOf(scores.toReversed()));
      }),
    );
  });

  it('is clamped to its line and shown with two decimals', () => {
    expect([clampScore(-1, 400), clampScore(401, 400), clampScore(250, 400)]).toEqual([0, 400, 250]);
    expect(scoreText(775)).toBe('7.75');
  });
});
