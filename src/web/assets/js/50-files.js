// The name of the file that was chosen, beside the page's own button.
(() => {
  function tell(input) {
    const line = input.closest('.file-box')?.querySelector('.file-chosen');
    if (!line) return;
    const names = [...input.files].map(({ name }) => name).join(', ');
    line.textContent = names || line.dataset.none;
    line.classList.toggle('file-named', names !== '');
  }

  document.addEventListener('change', ({ target }) => {
    if (target.type === 'file') tell(target);
  });
  // A browser that goes back may still hold the file.
  window.addEventListener('pageshow', () =>
    document.querySelectorAll('.file-box input[type=file]').forEach(tell),
  );
})();
