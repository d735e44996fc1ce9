import { openPromise } from 'yauzl';

export interface ZipBudget {
  readonly entries: number;
  readonly bytes: number;
}

/**
 * Unpacks every entry into nothing and counts, before any parser sees the file: a bomb ends here. Answers whether the
 * zip stays within its budget; what it *says* about sizes is checked on the way, too.
 */
export async function withinBudget(file: string, budget: ZipBudget): Promise<boolean> {
  const zip = await openPromise(file, { lazyEntries: true, autoClose: false, validateEntrySizes: true });
  try {
    if (zip.entryCount > budget.entries) return false;
    let bytes = 0;
    for await (const entry of zip.eachEntry()) {
      if (bytes + entry.uncompressedSize > budget.bytes) return false;
      for await (const chunk of await zip.openReadStreamPromise(entry)) {
        bytes += (chunk as Buffer).length;
        if (bytes > budget.bytes) return false;
      }
    }
    return true;
  } finally {
    zip.close();
  }
}
