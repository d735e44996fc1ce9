// Runs before the first paint, so that a dark or large page never flashes light or small, and so that the texts and the answer to
// "who is signed in" are on their way while the code is loading. Its own file because the page allows no inline script.
(function () {
  var root = document.documentElement;
  var script = document.currentScript;
  var kept = {};
  try {
    kept = JSON.parse(localStorage.getItem('jianglian.appearance') || '{}');
  } catch (_) {
    kept = {};
  }
  var dark = kept.theme === 'dark' || (kept.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.dataset.theme = dark ? 'dark' : 'light';
  if (kept.type === 'large') root.dataset.type = 'large';
  var chinese = navigator.languages.some(function (tag) {
    return tag.indexOf('zh') === 0;
  });
  var english = kept.locale ? kept.locale === 'en' : !chinese && (navigator.languages[0] || '').indexOf('en') === 0;
  root.lang = english ? 'en' : 'zh-CN';

  var texts = script && script.dataset[english ? 'en' : 'zh'];
  if (texts) {
    texts.split(' ').forEach(function (href) {
      var link = document.createElement('link');
      link.rel = 'modulepreload';
      link.href = href;
      document.head.appendChild(link);
    });
  }
  if (typeof fetch === 'function') {
    window.jianglianSession = fetch('/api/session', {
      credentials: 'same-origin',
      headers: { Accept: 'application/json', 'Accept-Language': root.lang },
    });
    window.jianglianSession.catch(function () {});
  }
})();
