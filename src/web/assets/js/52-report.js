// A report: what the status says of the percent stands in the box at once. Completed means all, not started means none.
(() => {
  const said = { completed: '100', not_started: '0' };

  document.addEventListener('change', ({ target }) => {
    if (target.name !== 'status' || target.type !== 'radio') return;
    const box = target.form.querySelector('#percent');
    if (!box) return;
    const { typed } = box.dataset;
    if (typed === undefined) box.dataset.typed = box.value;
    const value = said[target.value] ?? box.dataset.typed;
    if (!(target.value in said)) delete box.dataset.typed;
    if (box.value === value) return;
    box.value = value;
    box.dispatchEvent(new Event('input', { bubbles: true }));
  });

  // The bar beside the box shows what stands in it.
  document.addEventListener('input', ({ target }) => {
    const bar = target.closest?.('.percent-line')?.querySelector('.bar-track + rect');
    if (bar && target.value !== '' && target.validity.valid) bar.setAttribute('width', `${target.value}%`);
  });
})();
