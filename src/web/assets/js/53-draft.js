// The draft of a report, saved while one types and on leaving. Its button saves it without any script.
(() => {
  const PAUSE_MS = 1500;
  const AGAIN_MS = 5000;
  const own = new Set(['_csrf', 'draft']);
  let form, state, saved, timer, saving;
  // Sent, and never answered: it may be kept there, and is said again before anything newer.
  let unanswered;
  // Overtaken by another draft, or refused: its button tells more.
  let isOver = false;
  // Sent or discarded, until somebody goes on typing here.
  let isLeaving = false;

  document.addEventListener('DOMContentLoaded', () => {
    form = document.querySelector('.report-form');
    state = form?.querySelector('[data-draft]');
    if (!state) return;
    const box = document.activeElement;
    // On a slow line one may be typing before this is here.
    if (box.form === form && box.value !== box.defaultValue) later(PAUSE_MS);
    else saved = typed();
  });

  const typed = () =>
    JSON.stringify(
      Object.fromEntries(
        [...new FormData(form)].filter(([name, value]) => !own.has(name) && typeof value === 'string'),
      ),
    );
  const tell = (why, said) => {
    state.textContent = said ?? state.dataset[why];
    state.classList.toggle('t-done', why === 'saved');
    state.classList.toggle('t-late', why !== 'saved');
  };
  const later = (ms) => {
    clearTimeout(timer);
    timer = setTimeout(() => save(), ms);
  };

  document.addEventListener('input', ({ target }) => {
    if (!state || target.form !== form) return;
    isLeaving = false;
    if (!isOver) later(PAUSE_MS);
  });

  /** One after the other, each on what the one before was answered. */
  function save({ isLast = false, isGone = false } = {}) {
    clearTimeout(timer);
    if (!state || isOver || isLeaving || (typed() === saved && !unanswered)) return saving;
    saving = (saving ?? Promise.resolve())
      .then(() => (isGone ? put(typed(), true) : inTurn(isLast)))
      .finally(() => (saving = undefined));
    return saving;
  }

  async function inTurn(isLast) {
    if (unanswered) await put(unanswered, isLast);
    if (!unanswered) await put(typed(), isLast);
  }

  async function put(body, keepalive) {
    if (isOver || (body === saved && !unanswered)) return;
    const { draft, _csrf } = form.elements;
    const basis = draft.value ? { 'if-match': `"${draft.value}"` } : { 'if-none-match': '*' };
    const headers = { 'content-type': 'application/json', 'x-csrf-token': _csrf.value, ...basis };
    try {
      const answer = await fetch(state.dataset.draft, { method: 'PUT', headers, body, keepalive });
      if (answer.ok) return taken(answer, body, await answer.json());
      if (answer.status >= 500 || answer.status === 429) throw new Error(String(answer.status));
      isOver = answer.status !== 401;
      tell({ 401: 'signedOut', 412: 'overtaken' }[answer.status] ?? 'refused');
    } catch {
      unanswered ??= body;
      tell('unsaved');
      later(AGAIN_MS);
    }
  }

  function taken(answer, body, { savedAt }) {
    form.elements.draft.value = /\d+/.exec(answer.headers.get('etag'))[0];
    saved = body;
    unanswered = undefined;
    const at = new Date(savedAt).toLocaleTimeString('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', hour12: false });
    tell('saved', state.dataset.saved.replace('{at}', at));
  }

  addEventListener('online', () => save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save({ isLast: true });
  });
  addEventListener('pagehide', () => save({ isLast: true, isGone: true }));

  // What is being saved is waited for: the form goes out on the draft that it is.
  document.addEventListener(
    'submit',
    (event) => {
      if (!state || !saving || event.target !== form) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      saving.finally(() => form.requestSubmit(submitter));
    },
    true,
  );
  // What is held back, for a fault or a file that is still coming, is saved like anything else that is typed.
  document.addEventListener('submit', (event) => {
    if (!state || event.defaultPrevented || event.target.closest('.demo, .account')) return;
    clearTimeout(timer);
    isLeaving = true;
  });
})();
