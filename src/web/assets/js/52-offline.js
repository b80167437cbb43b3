// Without a connection a report is not sent into the browser's error page, where what was typed would be lost.
(() => {
  let isWarned = false;
  document.addEventListener(
    'submit',
    (event) => {
      const state = event.target.querySelector?.('.draft-state[data-offline]');
      if (!state || navigator.onLine) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      isWarned = true;
      state.textContent = state.dataset.offline;
      state.classList.add('t-late');
    },
    true,
  );
  addEventListener('online', () => {
    const state = document.querySelector('.draft-state[data-offline]');
    if (isWarned && state?.textContent === state?.dataset.offline) state.textContent = '';
    isWarned = false;
  });
})();
