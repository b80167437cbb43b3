// The palette: Ctrl K or ⌘K, or the link to searching, goes to a commitment or a page.
(() => {
  const link = document.querySelector('[data-palette]');
  if (!link || !window.HTMLDialogElement) return;
  let dialog, input, found, asking, timer;

  const make = () => {
    dialog = document.createElement('dialog');
    dialog.className = 'palette';
    dialog.setAttribute('aria-label', link.dataset.palette);
    dialog.innerHTML =
      '<input class="input" type="text" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list" autocomplete="off"><div></div>';
    [input, found] = dialog.children;
    input.placeholder = link.dataset.palette;
    input.setAttribute('aria-label', link.dataset.palette);
    document.body.append(dialog);
    input.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), 150);
    });
    input.addEventListener('keydown', press);
    dialog.addEventListener('click', (event) => {
      const option = event.target.closest('[data-href]');
      if (option) location.assign(option.dataset.href);
      else if (event.target === dialog) dialog.close();
    });
    dialog.addEventListener('close', () => asking?.abort());
  };

  const failures = () => document.getElementById('failed-request').dataset;
  const options = () => [...found.querySelectorAll('[data-href]')];
  const at = () => options().findIndex((one) => one.getAttribute('aria-selected') === 'true');
  const choose = (place) => {
    for (const [n, one] of options().entries()) {
      one.setAttribute('aria-selected', n === place);
      if (n !== place) continue;
      input.setAttribute('aria-activedescendant', one.id);
      one.scrollIntoView({ block: 'nearest' });
    }
  };

  const ask = async () => {
    asking?.abort();
    const own = (asking = new AbortController());
    try {
      const answer = await fetch(`/tim/goi-y?q=${encodeURIComponent(input.value.slice(0, 200))}`, {
        signal: own.signal,
      });
      if (!answer.ok || answer.redirected) throw new Error('unavailable');
      const text = await answer.text();
      if (own.signal.aborted) return;
      found.innerHTML = text;
      input.removeAttribute('aria-activedescendant');
      choose(0);
    } catch (error) {
      if (error.name !== 'AbortError') found.textContent = failures()[error.message] ?? failures().noAnswer;
    }
  };

  const press = (event) => {
    const all = options();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      choose((at() + step + all.length) % all.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      location.assign(all[at()]?.dataset.href ?? `/tim?q=${encodeURIComponent(input.value.slice(0, 200))}`);
    }
  };

  const open = (event) => {
    event.preventDefault();
    if (!dialog) make();
    // The menu of a phone, from which it was opened.
    event.target.closest?.('details')?.removeAttribute('open');
    if (dialog.open) return dialog.close();
    dialog.showModal();
    input.select();
    void ask();
  };
  document.addEventListener('keydown', (event) => {
    if (
      (event.ctrlKey || event.metaKey) &&
      !event.altKey &&
      !event.shiftKey &&
      event.key.toLowerCase() === 'k'
    )
      open(event);
  });
  document.addEventListener('click', (event) => {
    if (
      event.target.closest('.tools [data-palette], .burger-tools a[href="/tim"]') &&
      !event.ctrlKey &&
      !event.metaKey
    )
      open(event);
  });
})();
