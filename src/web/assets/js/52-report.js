// A report: what status and percent say of each other, at once. Completed means all, not started means none; what is left to the percent
// completes with all of it.
(() => {
  const said = { completed: '100', not_started: '0' };
  const form = () => document.querySelector('.report-form');
  const box = () => document.getElementById('percent');

  // As the program reads it (update-values.ts).
  function read(text) {
    const [, whole] = /^\s*(\d{1,3})(?:[.,]0{1,4})?\s*%?\s*$/.exec(text) ?? [];
    return whole === undefined || Number(whole) > 100 ? null : Number(whole);
  }

  function write(value) {
    box().value = value;
    box().dispatchEvent(new Event('input', { bubbles: true }));
  }

  document.addEventListener('change', ({ target }) => {
    if (target.name !== 'status' || target.type !== 'radio' || !box()) return;
    const { dataset } = box();
    if (dataset.typed === undefined) dataset.typed = box().value;
    const value = said[target.value] ?? dataset.typed;
    if (!(target.value in said)) delete dataset.typed;
    if (box().value !== value) write(value);
    else tell();
  });

  document.addEventListener('click', ({ target }) => {
    const step = target.closest?.('[data-add]');
    if (!step) return;
    write(String(Math.min(100, (read(box().value) ?? 0) + Number(step.dataset.add))));
    box().focus();
  });

  // The day on which it was done is asked for with a completion alone.
  function tell() {
    const percent = read(box().value);
    const words = document.getElementById('form-words').dataset;
    const fault = words.number.replace('{min}', '0').replace('{max}', '100');
    box().setCustomValidity(percent === null && box().value.trim() !== '' ? fault : '');
    const status = form().elements.status.value;
    const isOpen = /not_started|in_progress/.test(form().dataset.status);
    const isDone = status === 'completed' || (status === '' && isOpen && percent === 100);
    if (isDone && form().querySelector('.report-done')) form().dataset.completes = 'yes';
    else delete form().dataset.completes;
  }
  document.addEventListener('input', ({ target }) => {
    if (target.id === 'percent' && form()) tell();
  });

  // Without a mouse: Ctrl+Enter sends, by the first of the form's buttons.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    const within = event.target.closest?.('.report-form');
    if (!within) return;
    event.preventDefault();
    within.requestSubmit(within.querySelector('.form-actions .btn-primary'));
  });

  window.addEventListener('pageshow', () => {
    if (!form() || !box()) return;
    tell();
    if (!box().autofocus || location.hash !== '') return;
    // Somebody who has begun to type, there or elsewhere, goes on where he is.
    if (![document.body, box()].includes(document.activeElement) || box().value !== box().defaultValue)
      return;
    // What one types takes the place of what stood there.
    box().focus();
    box().select();
  });
})();
