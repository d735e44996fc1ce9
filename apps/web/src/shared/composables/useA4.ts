import { onBeforeUnmount, onMounted, type Ref, ref, watch } from 'vue';

/** GB/T 9704: the type area is 156 × 225 mm on A4, 37 mm from the top and 28 mm from the left. */
const TEXT_WIDTH = 156;
const TEXT_HEIGHT = 225;
const GAP = 10;
const FACE = "'Noto Sans SC Variable'";

export interface A4 {
  /** Pages it will print on; undefined while it is laid out. */
  readonly pages: Ref<number | undefined>;
  count(): Promise<void>;
}

/**
 * A page for printing: `@page` with page x / y at the foot and a note beside it, and how many pages it takes. The text is
 * laid out once more in columns of the size of a page, which break as pages do, and the columns are counted.
 */
export function useA4(
  article: Readonly<Ref<HTMLElement | null>>,
  foot: () => { readonly page: string; readonly note: string },
): A4 {
  const pages = ref<number>();
  const style = new CSSStyleSheet();
  const text = (words: string) => JSON.stringify(words);

  function write() {
    // `第 {page} 页 共 {pages} 页` with the counters in their places.
    const content = foot()
      .page.split(/(#page|#pages)\b/)
      .map((part) => ({ '#page': 'counter(page)', '#pages': 'counter(pages)' })[part] ?? text(part))
      .join(' ');
    const small = `font: 10.5pt 'Songti SC', SimSun, 'Noto Serif CJK SC', ${FACE}, sans-serif; color: #000;`;
    style.replaceSync(`@page {
      size: A4; margin: 37mm 26mm 35mm 28mm;
      @bottom-right { content: ${content}; ${small} }
      @bottom-left { content: ${text(foot().note)}; ${small} }
    }`);
  }

  async function count() {
    if (!article.value) return;
    // The foot is drawn on paper only: the slice of the face it needs is asked for here.
    await document.fonts.load(`12px ${FACE}`, foot().page).catch(() => undefined);
    await document.fonts.ready;
    const box = document.createElement('div');
    box.setAttribute('aria-hidden', 'true');
    box.inert = true;
    box.style.cssText = `position:absolute;left:-9999px;top:0;visibility:hidden;width:${TEXT_WIDTH}mm;
      height:${TEXT_HEIGHT}mm;column-width:${TEXT_WIDTH}mm;column-gap:${GAP}mm;column-fill:auto`;
    const copy = article.value.cloneNode(true) as HTMLElement;
    copy.classList.add('measured');
    copy.removeAttribute('id');
    for (const named of copy.querySelectorAll('[id]')) named.removeAttribute('id');
    box.append(copy);
    article.value.parentElement!.append(box);
    const unit = box.clientWidth / TEXT_WIDTH;
    pages.value = Math.max(1, Math.round((box.scrollWidth + GAP * unit) / ((TEXT_WIDTH + GAP) * unit)));
    box.remove();
  }

  onMounted(() => {
    write();
    document.adoptedStyleSheets.push(style);
    void count();
  });
  watch(foot, write);
  onBeforeUnmount(() => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== style);
  });
  return { pages, count };
}
