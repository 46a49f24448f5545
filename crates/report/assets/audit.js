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

  const map = document.getElementById('map');
  const zoom = document.getElementById('zoom');
  if (map && zoom) {
    zoom.hidden = false;
    const sides = ['x', 'y', 'width', 'height'];
    const blocks = [...map.querySelectorAll('.blk')].map(block => {
      const parts = [...block.children];
      return { block, parts, places: parts.map(part => sides.map(side => part.getAttribute(side))) };
    });
    const whole = ['0%', '0%', '100%', '100%'];
    const put = (part, place) => sides.forEach((side, at) => part.setAttribute(side, place[at]));
    // Names of files that have room only now.
    const label = block => {
      const found = [...block.querySelectorAll('g > rect.f')].map(rect => ({ rect, box: rect.getBoundingClientRect() }));
      for (const { rect, box } of found) {
        const title = rect.querySelector('title');
        if (!title || box.width < 64 || box.height < 20) continue;
        const text = document.createElementNS(map.namespaceURI, 'text');
        const name = title.textContent.replace(/: [\d,]+ code lines?, hotspot score .*$/s, '').split('/').pop();
        text.textContent = name.slice(0, Math.floor(box.width / 7));
        text.setAttribute('class', 'more-name');
        text.setAttribute('x', rect.getAttribute('x'));
        text.setAttribute('y', rect.getAttribute('y'));
        text.setAttribute('dx', 5);
        text.setAttribute('dy', 14);
        rect.parentNode.append(text);
      }
    };
    const show = () => {
      const chosen = zoom.elements.zs.value;
      for (const text of map.querySelectorAll('.more-name')) text.remove();
      blocks.forEach(({ block, parts, places }, at) => {
        const alone = chosen === String(at);
        block.setAttribute('visibility', chosen === '' || alone ? 'visible' : 'hidden');
        parts.forEach((part, position) => put(part, alone ? whole : places[position]));
        if (alone) label(block);
      });
    };
    zoom.addEventListener('input', show);
    zoom.addEventListener('submit', event => event.preventDefault());
    map.addEventListener('click', event => {
      const at = blocks.findIndex(({ block }) => block.contains(event.target));
      if (at < 0 || event.target.closest('a')) return;
      zoom.elements.zs.value = zoom.elements.zs.value === '' ? String(at) : '';
      show();
    });
    show();
  }

  // Single keys work only while a finding has the focus.
  const list = document.getElementById('findings');
  if (list) list.addEventListener('keydown', event => {
    const at = all.findIndex(item => item.firstElementChild === document.activeElement);
    const step = { j: 1, k: -1 }[event.key];
    if (at < 0 || !step || event.ctrlKey || event.metaKey || event.altKey) return;
    let next = at + step;
    while (all[next] && all[next].hidden) next += step;
    if (all[next]) all[next].firstElementChild.focus();
  });

  const reveal = () => {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target || !target.matches('details')) return;
    target.hidden = false;
    target.open = true;
  };
  addEventListener('hashchange', reveal);
  reveal();
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = all.filter(item => !item.open && item.classList.contains('shown'));
    for (const item of closed) item.open = true;
  });
  addEventListener('afterprint', () => {
    for (const item of closed) item.open = false;
  });
})();
