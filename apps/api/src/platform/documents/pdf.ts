import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pdfmake from 'pdfmake';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { coverageOf } from './font-coverage.ts';

export type PdfDefinition = TDocumentDefinitions;

/** `apps/api/assets`, from the sources and from the build alike: both lie two folders below. */
const fontFile = fileURLToPath(new URL('../../../assets/fonts/NotoSansSC-Regular.ttf', import.meta.url));

/** Characters the font has no glyph for. Printed, they would be empty boxes in a name. */
export class UnprintableText extends Error {
  readonly characters: readonly string[];

  constructor(characters: readonly string[]) {
    super(`the font has no glyph for ${characters.join(' ')}`);
    this.characters = characters;
  }
}

let coverage: ReadonlySet<number> | undefined;

/** What of a text cannot be printed, each character once. */
export function unprintable(text: string): readonly string[] {
  coverage ??= coverageOf(readFileSync(fontFile));
  const known = coverage;
  return [...new Set(text)].filter((character) => {
    const code = character.codePointAt(0) as number;
    return code >= 0x20 && !known.has(code);
  });
}

pdfmake.setFonts({ Noto: { normal: fontFile, bold: fontFile, italics: fontFile, bolditalics: fontFile } });
// Documents are made of what they are given: nothing is fetched, and no other file is read.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((file) => path.resolve(file) === fontFile);

/**
 * A PDF with the Chinese font embedded (only the glyphs used). The definition is pdfmake's. Throws `UnprintableText` when a
 * character of it is not in the font, instead of printing an empty box.
 */
export async function pdfOf(definition: PdfDefinition): Promise<Buffer> {
  const missing = unprintable(textIn(definition));
  if (missing.length > 0) throw new UnprintableText(missing);
  return pdfmake
    .createPdf({
      ...definition,
      defaultStyle: { font: 'Noto', fontSize: 12, lineHeight: 1.5, ...definition.defaultStyle },
    })
    .getBuffer();
}

/** Every string of a definition: more than is printed, never less. Headers and footers that are functions check their own. */
function textIn(node: unknown): string {
  if (typeof node === 'string') return node;
  if (Array.isArray(node)) return node.map(textIn).join('');
  if (typeof node === 'object' && node !== null) return Object.values(node).map(textIn).join('');
  return '';
}
