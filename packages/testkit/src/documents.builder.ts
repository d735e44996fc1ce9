import { deflateSync } from 'node:zlib';
import { Random } from './random.ts';

/** A small file as somebody might upload it, made of code: the same bytes for the same label. */
export interface MadeFile {
  readonly name: string;
  readonly mediaType: 'application/pdf' | 'image/png';
  readonly pages: number | null;
  readonly bytes: Buffer;
}

export type PaperKind = 'sign-in-sheet' | 'test-report' | 'certificate' | 'agreement' | 'benefit-statement';

const TITLES: Readonly<Record<PaperKind, { title: string; columns: readonly string[]; note: string }>> = {
  'sign-in-sheet': {
    title: 'SIGN-IN SHEET',
    columns: ['No.', 'Trainee', 'Level', 'Hours', 'Signed'],
    note: 'Kept by the studio secretary.',
  },
  'test-report': {
    title: 'TEST REPORT',
    columns: ['No.', 'Item', 'Before', 'After', 'Unit'],
    note: 'Measured on site, three runs each.',
  },
  certificate: {
    title: 'CERTIFICATE OF AWARD',
    columns: ['No.', 'Holder', 'Class', 'Place', 'Year'],
    note: 'Copy agrees with the original.',
  },
  agreement: {
    title: 'MASTER AND APPRENTICE AGREEMENT',
    columns: ['No.', 'Apprentice', 'From', 'To', 'Goal'],
    note: 'Signed in two copies of equal force.',
  },
  'benefit-statement': {
    title: 'STATEMENT OF BENEFIT',
    columns: ['No.', 'Measure', 'Saved h', 'Saved t', 'Yuan'],
    note: 'Certified by the finance department.',
  },
};

/** A PDF of one to three A4 pages with a heading, a table of figures and a bar chart. */
export function paper(kind: PaperKind, label: string, reference: string, pages = 1): MadeFile {
  const random = new Random(`paper ${label}`);
  const contents = Array.from({ length: pages }, (_, page) => pageOf(kind, reference, page + 1, pages, random));
  return { name: `${kind}-${reference}.pdf`, mediaType: 'application/pdf', pages, bytes: pdfOf(contents) };
}

function pageOf(kind: PaperKind, reference: string, page: number, pages: number, random: Random): string {
  const { title, columns, note } = TITLES[kind];
  const text = (x: number, y: number, size: number, words: string, font = 'F1') =>
    `BT /${font} ${size} Tf ${x} ${y} Td (${words.replace(/[()\\]/g, '\\$&')}) Tj ET`;
  const marks = ['0.06 0.37 0.47 rg 50 790 495 3 re f', '0.12 0.16 0.2 rg', text(50, 752, 20, title, 'F2')];
  marks.push(text(50, 732, 10, `Reference ${reference}    page ${page} of ${pages}`));
  const widths = [50, 100, 260, 350, 440];
  columns.forEach((column, index) => marks.push(text(widths[index]!, 700, 10, column, 'F2')));
  const rows = random.whole(9, 14);
  const values: number[] = [];
  for (let row = 0; row < rows; row += 1) {
    const y = 680 - row * 20;
    const value = random.whole(10, 98);
    values.push(value);
    const cells = [
      String(row + 1),
      `Item ${reference.slice(-4)}-${two(row + 1)}`,
      String(value),
      String(value + random.whole(-6, 18)),
      random.pick(['ok', 'mm', 'h', 'A', 'yes']),
    ];
    cells.forEach((cell, index) => marks.push(text(widths[index]!, y, 10, cell)));
    marks.push(`0.87 0.89 0.91 RG 0.5 w 50 ${y - 6} m 545 ${y - 6} l S`);
  }
  values.forEach((value, index) => marks.push(`0.19 0.49 0.58 rg ${60 + index * 34} 160 22 ${value * 1.6} re f`));
  marks.push('0.12 0.16 0.2 RG 1 w 50 160 m 545 160 l S', '0.12 0.16 0.2 rg', text(50, 120, 10, note));
  marks.push('0.70 0.22 0.18 RG 2 w 430 95 80 60 re S', '0.70 0.22 0.18 rg', text(444, 120, 11, 'SPECIMEN', 'F2'));
  return marks.join('\n');
}

function pdfOf(contents: readonly string[]): Buffer {
  const kids = contents.map((_, index) => `${5 + index * 2} 0 R`).join(' ');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>',
    ...contents.flatMap((content, index) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${6 + index * 2} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let body = '%PDF-1.4\n';
  const places: number[] = [];
  objects.forEach((object, index) => {
    places.push(body.length);
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  const head = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}`;
  return Buffer.from(
    `${body}${head}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}

/** A PNG like a photo of a workpiece: rings of a turned part on a bench, in colours of its own. */
export function picture(label: string, reference: string, size = 240): MadeFile {
  const random = new Random(`picture ${label}`);
  const [cx, cy] = [random.whole(80, size - 80), random.whole(80, size - 80)];
  const ring = random.whole(9, 17);
  const tint = [random.whole(60, 130), random.whole(90, 150), random.whole(110, 170)];
  const rows = Buffer.alloc(size * (size * 3 + 1));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      const distance = Math.hypot(x - cx, y - cy);
      const part = distance < 72 && distance > 18;
      const light = part
        ? 150 + 70 * Math.sin((distance / ring) * 6.283) * (1 - distance / 140)
        : 200 - y * 0.25 - ((x >> 4) & 1) * 6;
      const at = y * (size * 3 + 1) + 1 + x * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const shade = part ? light : (light * (tint[channel]! + 110)) / 255;
        rows[at + channel] = Math.max(0, Math.min(255, Math.round(shade)));
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const bytes = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('tEXt', Buffer.from(`Comment\0${reference}`, 'latin1')),
    chunk('IDAT', deflateSync(rows, { level: 6 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
  return { name: `site-photo-${reference}.png`, mediaType: 'image/png', pages: null, bytes };
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crcOf(body), body.length + 4);
  return whole;
}

function crcOf(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

const two = (value: number): string => String(value).padStart(2, '0');
