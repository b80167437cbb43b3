// Lists and their filters.
(() => {
  // A form that sends itself when one of its controls changes (where htmx does not do it).
  document.addEventListener('change', (event) => {
    const form = event.target.closest?.('form[data-auto-submit]');
    if (form && event.target.value !== '' && event.target.checkValidity()) form.requestSubmit();
  });

  // What was open stays open, and what had the focus keeps it, when a part of the page is replaced.
  let open = [];
  let focused = '';
  document.addEventListener('htmx:beforeSwap', () => {
    focused = document.activeElement?.id ?? '';
    open = [...document.querySelectorAll('details[id][open]')].map((details) => details.id);
  });
  document.addEventListener('htmx:afterSwap', () => {
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
  });

  // Leave empty fields out of the address of a list, so that it stays short and can be shared.
  document.addEventListener('htmx:configRequest', (event) => {
    const parameters = event.detail.parameters;
    if (event.detail.verb !== 'get') return;
    for (const name of Object.keys(parameters)) if (parameters[name] === '') delete parameters[name];
  });
  document.addEventListener('submit', (event) => {
    if (event.target.method !== 'get') return;
    for (const field of event.target.elements) if (field.value === '' && field.name) field.disabled = true;
  });
  window.addEventListener('pageshow', () => {
    for (const field of document.querySelectorAll('form[method=get] :disabled')) field.disabled = false;
  });
})();
