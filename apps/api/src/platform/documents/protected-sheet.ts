import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import type { Feature } from 'write-excel-file/node';

type SheetFeature = Feature<Stream | Buffer | Blob>;

/** Which cells below the heading may be written in; everything else is locked. Not a secret: it keeps hands off ids by mistake. */
export interface Protection {
  readonly openColumns: readonly number[];
  readonly hiddenColumns: readonly number[];
}

/** The ground of open cells; by it their style is found again among the workbook's styles. */
export const openGround = '#FFF8E1';
const groundInXml = /FFF8E1/i;

/** Locks the sheet and leaves the cells on the open ground unlocked, with filters still usable. */
export function protectionFeature({ hiddenColumns }: Protection, area: string): SheetFeature {
  return {
    files: {
      transform: {
        'xl/styles.xml': { transform: unlocked },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml) =>
            xml.replace(
              '</sheetData>',
              `</sheetData><sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0" sort="0" autoFilter="0"/><autoFilter ref="${area}"/>`,
            ),
          transformElementAttributes: (tag, attributes, index) =>
            tag === 'col' && index !== undefined && hiddenColumns.includes(index)
              ? { ...attributes, hidden: 1 }
              : attributes,
        },
      },
    },
  };
}

function unlocked(xml: string): string {
  const fills = /<fills[^>]*>(.*?)<\/fills>/s.exec(xml)?.[1] ?? '';
  const ground = (fills.match(/<fill>.*?<\/fill>|<fill\/>/gs) ?? []).findIndex((fill) => groundInXml.test(fill));
  if (ground < 0) return xml;
  const open = '<protection locked="0"/>';
  return xml.replace(/<cellXfs[^>]*>.*?<\/cellXfs>/s, (styles) =>
    styles.replace(/<xf ([^>]*?)(?:\/>|>(.*?)<\/xf>)/gs, (style, attributes: string, inner: string | undefined) =>
      attributes.includes(`fillId="${ground}"`)
        ? `<xf ${attributes} applyProtection="1">${inner ?? ''}${open}</xf>`
        : style,
    ),
  );
}
