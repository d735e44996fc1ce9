/** The characters a TrueType font has a glyph for, read from its `cmap` table (formats 4 and 12). */
export function coverageOf(font: Buffer): ReadonlySet<number> {
  const table = tableOf(font, 'cmap');
  const covered = new Set<number>();
  const count = font.readUInt16BE(table + 2);
  for (let index = 0; index < count; index += 1) {
    const subtable = table + font.readUInt32BE(table + 4 + index * 8 + 4);
    const format = font.readUInt16BE(subtable);
    if (format === 12) readGroups(font, subtable, covered);
    else if (format === 4) readSegments(font, subtable, covered);
  }
  return covered;
}

function tableOf(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4);
  for (let index = 0; index < count; index += 1) {
    const record = 12 + index * 16;
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8);
  }
  throw new Error(`the font has no table ${tag}`);
}

/** Format 12: groups of consecutive characters and glyphs. */
function readGroups(font: Buffer, at: number, covered: Set<number>): void {
  const count = font.readUInt32BE(at + 12);
  for (let index = 0; index < count; index += 1) {
    const group = at + 16 + index * 12;
    const [start, end] = [font.readUInt32BE(group), font.readUInt32BE(group + 4)];
    for (let code = start; code <= end; code += 1) covered.add(code);
  }
}

/** Format 4: segments of the basic plane; glyph 0 is "none". */
function readSegments(font: Buffer, at: number, covered: Set<number>): void {
  const doubled = font.readUInt16BE(at + 6);
  const [ends, starts] = [at + 14, at + 16 + doubled];
  const [deltas, offsets] = [starts + doubled, starts + 2 * doubled];
  for (let place = 0; place < doubled; place += 2) {
    const [start, end] = [font.readUInt16BE(starts + place), font.readUInt16BE(ends + place)];
    const offset = font.readUInt16BE(offsets + place);
    for (let code = start; code <= end && code < 0xffff; code += 1) {
      const glyph =
        offset === 0
          ? (code + font.readUInt16BE(deltas + place)) & 0xffff
          : font.readUInt16BE(offsets + place + offset + 2 * (code - start));
      if (glyph !== 0) covered.add(code);
    }
  }
}
