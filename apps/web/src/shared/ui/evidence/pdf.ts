import type { PDFDocumentLoadingTask } from 'pdfjs-dist';

/** Where `vite.config.ts` puts pdf.js's character maps, fonts and decoders: Chinese PDFs without embedded fonts and JBIG2 scans need them. */
const ASSETS = '/pdfjs';

let library: Promise<typeof import('pdfjs-dist')> | undefined;

/** Opens a PDF; pdf.js and its worker are fetched with the first one. `destroy()` the task when it leaves the screen. */
export async function openPdf(url: string): Promise<PDFDocumentLoadingTask> {
  library ??= Promise.all([import('pdfjs-dist'), import('pdfjs-dist/build/pdf.worker.min.mjs?url')]).then(
    ([pdfjs, worker]) => {
      pdfjs.GlobalWorkerOptions.workerSrc = worker.default;
      return pdfjs;
    },
  );
  const { getDocument } = await library;
  return getDocument({
    url,
    withCredentials: true,
    cMapUrl: `${ASSETS}/cmaps/`,
    standardFontDataUrl: `${ASSETS}/standard_fonts/`,
    wasmUrl: `${ASSETS}/wasm/`,
    iccUrl: `${ASSETS}/iccs/`,
    enableXfa: false,
    stopAtErrors: false,
  });
}
