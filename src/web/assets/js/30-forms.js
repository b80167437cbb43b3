// Forms that change something.
(() => {
  const PATIENCE_MS = 5000;
  const sending = new Map();

  // A second click on a button that is already sending does nothing.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    begin(form);
  });

  function begin(form) {
    form.dataset.sent = 'yes';
    const state = document.createElement('p');
    state.className = 'form-state';
    state.setAttribute('role', 'status');
    sending.get(form)?.state.remove();
    form.append(state);
    sending.set(form, { state, timer: setTimeout(() => release(form, 'stillSending'), PATIENCE_MS) });
  }

  // What was sent twice is the same thing to the server: sending again is safe, a dead button is not.
  function release(form, why) {
    if (!form.dataset.sent) return;
    const { state, timer } = sending.get(form);
    clearTimeout(timer);
    delete form.dataset.sent;
    state.textContent = document.getElementById('script-words').dataset[why];
  }

  const stopped = () => {
    for (const form of sending.keys()) release(form, 'stopped');
  };
  // Browsers that know navigations say when one is stopped, by whichever way; Esc and patience are for the others.
  window.navigation?.addEventListener('navigate', ({ signal }) => {
    signal.addEventListener('abort', stopped);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') stopped();
  });

  window.addEventListener('pageshow', () => {
    for (const [form, { state, timer }] of sending) {
      clearTimeout(timer);
      state.remove();
      delete form.dataset.sent;
    }
    sending.clear();
  });
})();
