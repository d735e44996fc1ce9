import { StreamableFile } from '@nestjs/common';

/** A workbook as a download with its name. */
export const workbookReply = ({ name, bytes }: { readonly name: string; readonly bytes: Buffer }): StreamableFile =>
  new StreamableFile(bytes, {
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    length: bytes.length,
    disposition: `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
