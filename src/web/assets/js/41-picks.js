// Rows of a list that are ticked, for one thing to be done with all of them.
(() => {
  const boxes = () => [...document.querySelectorAll('[data-pick]')];
  let last = null;

  const show = () => {
    const all = boxes();
    const picked = all.filter((box) => box.checked).length;
    const head = document.querySelector('[data-pick-page]');
    if (head) {
      head.checked = picked > 0 && picked === all.length;
      head.indeterminate = picked > 0 && picked < all.length;
    }
    const count = document.querySelector('[data-pick-count]');
    if (count) count.textContent = picked === 0 ? '' : count.dataset.pickCount.replace('{count}', picked);
  };

  // Shift and a click, or shift and the space bar: all from the last one on.
  document.addEventListener('click', (event) => {
    const box = event.target.closest?.('[data-pick]');
    if (!box) return;
    const all = boxes();
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((one, other) => one - other);
    if (event.shiftKey && from >= 0) for (const each of all.slice(from, to + 1)) each.checked = box.checked;
    last = box;
    show();
  });

  // Before the list's own filters hear of it: a tick is none of them.
  document.addEventListener(
    'change',
    (event) => {
      const { target } = event;
      if (!target.matches?.('[data-pick], [data-pick-page], [data-pick-all]')) return;
      event.stopPropagation();
      if (target.matches('[data-pick-page]')) for (const box of boxes()) box.checked = target.checked;
      show();
    },
    true,
  );

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('[data-pick-every], [data-pick-none]');
    if (!button) return;
    const isEvery = button.matches('[data-pick-every]');
    for (const box of boxes()) box.checked = isEvery;
    const whole = document.querySelector('[data-pick-all]');
    if (whole && !isEvery) whole.checked = false;
    show();
    if (!isEvery) document.querySelector('[data-pick-page]')?.focus();
  });

  // With the whole list, its pages are named by what filters it: the address stays short.
  document.addEventListener('submit', (event) => {
    if (event.target.id !== 'picked' || !document.querySelector('[data-pick-all]:checked')) return;
    for (const box of boxes()) box.disabled = true;
  });

  document.addEventListener('htmx:afterSwap', show);
  window.addEventListener('pageshow', () => {
    for (const box of boxes()) box.disabled = false;
    show();
  });
})();
