// Runs before the first paint, so that a dark or large page never flashes light or small. Its own file because the page allows no inline script.
(function () {
  var root = document.documentElement;
  try {
    var kept = JSON.parse(localStorage.getItem('jianglian.appearance') || '{}');
    var dark = kept.theme === 'dark' || (kept.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
    root.dataset.theme = dark ? 'dark' : 'light';
    if (kept.type === 'large') root.dataset.type = 'large';
    if (kept.locale === 'en') root.lang = 'en';
  } catch (_) {
    root.dataset.theme = 'light';
  }
})();
