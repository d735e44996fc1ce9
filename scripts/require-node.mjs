// Import this first in anything a person may start directly: it runs on old versions too and says what to do.
const [major] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `Jianglian needs Node 24 or newer; this is ${process.version} (${process.execPath}).\n` +
      'Start it through npm (npm start, npm run seed, …), which brings its own Node on Linux,\n' +
      'or install the version named in .nvmrc: nvm install && nvm use.',
  );
  process.exit(1);
}
