// What a parser may do to its process when the file is meant to hurt.
process.once('message', (how) => {
  if (how === 'loop') for (;;);
  if (how === 'crash') process.exit(3);
  if (how === 'environment') process.send?.({ ok: true, value: Object.keys(process.env) });
  if (how === 'hoard') {
    const hoard: Buffer[] = [];
    const more = () => {
      hoard.push(Buffer.alloc(32 * 1024 * 1024, 1));
      setTimeout(more, 5);
    };
    more();
  }
});
