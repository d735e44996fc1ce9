import { readFile } from 'node:fs/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { answerOnce, ContentError } from '../isolation/inside.ts';

// Runs in a child process: see isolated.ts.
answerOnce(async (file: string) => {
  const data = new Uint8Array(await readFile(file));
  const task = getDocument({
    data,
    useSystemFonts: false,
    stopAtErrors: true,
    verbosity: 0,
  });
  // Asked for a password: who opens the evidence must not need one.
  task.onPassword = () => {
    void task.destroy();
    process.send?.({ ok: false, reason: 'encrypted' });
  };
  try {
    const document = await task.promise;
    await document.getPage(1); // an index without a page behind it is broken, too
    return document.numPages;
  } catch (error) {
    throw new ContentError((error as Error).name === 'PasswordException' ? 'encrypted' : 'broken');
  }
});
