(() => {
  'use strict';
  const root = document.documentElement;
  const all = [...document.querySelectorAll('.fnd')];
  const theme = document.getElementById('theme');
  theme.hidden = false;
  theme.addEventListener('click', () => {
    const set = root.dataset.theme;
    const dark = set ? set === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
  });

  const form = document.getElementById('flt');
  if (form) {
    form.hidden = false;
    const words = new Map(all.map(item => [item, item.textContent.toLowerCase()]));
    const checked = name => [...form.querySelectorAll(`[name=${name}]:checked`)].map(box => box.value);
    const filter = () => {
      const severities = checked('severity');
      const dimensions = checked('dimension');
      const news = form.elements.new && form.elements.new.checked;
      const text = form.elements.text.value.trim().toLowerCase();
      let shown = 0;
      for (const item of all) {
        const fits = (!severities.length || severities.includes(item.dataset.sev))
          && (!dimensions.length || dimensions.includes(item.dataset.dim))
          && (!news || item.dataset.new)
          && (!text || words.get(item).includes(text));
        item.hidden = !fits;
        if (fits) shown += 1;
      }
      document.getElementById('cnt').textContent = shown;
      document.getElementById('none').hidden = shown > 0;
    };
    form.addEventListener('input', filter);
    form.addEventListener('submit', event => event.preventDefault());
    filter();
  }

  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target && target.matches('details')) target.open = true;
  };
  addEventListener('hashchange', reveal);
  reveal();
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all.filter(item => !item.open);
    for (const item of closed) item.open = true;
  });
  addEventListener('afterprint', () => {
    for (const item of closed) item.open = false;
  });
})();
