import { catalogue } from '@jianglian/contracts/catalogue';
import { locales } from '@jianglian/contracts/shared';
import { expect, it } from 'vitest';
import { fileRefusals } from './files/file.refusals.ts';
import { sharedRefusals } from './http/problem/refused.error.ts';
import { receiptRefusals } from './receipts/receipt.refusals.ts';

it.each([sharedRefusals, fileRefusals, receiptRefusals])(
  'the refusals of $feature have sentences in both languages, and none is left over',
  (list) => {
    for (const locale of locales) {
      const sentences = Object.keys(catalogue[list.feature]?.[locale].refusals ?? {});
      expect(new Set(sentences.map((reason) => `${list.feature}.${reason}`))).toEqual(new Set(list.codes));
    }
  },
);
