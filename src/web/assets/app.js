// Small comforts on top of pages that work without any script.
(() => {
  document.documentElement.classList.add('js');

  // Print buttons; without a script they are not shown.
  document.addEventListener('click', (event) => {
    if (event.target.closest?.('[data-print]')) window.print();
    // An open menu closes when one clicks beside it.
    for (const menu of document.querySelectorAll('details[data-menu][open]')) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  window.addEventListener('beforeprint', () => {
    const now = new Date();
    const parts = [now.getDate(), now.getMonth() + 1, now.getHours(), now.getMinutes()];
    const [date, padded, hours, minutes] = parts.map((part) => String(part).padStart(2, '0'));
    const month = parts[1] <= 2 ? padded : parts[1];
    const text = `${date}/${month}/${now.getFullYear()} ${hours}:${minutes}`;
    for (const place of document.querySelectorAll('[data-print-time]')) {
      place.textContent = `${place.dataset.printTime} ${text}, `;
    }
  });

  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const menu of document.querySelectorAll('details[data-menu][open]')) {
      menu.open = false;
      menu.querySelector('summary')?.focus();
    }
  });

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

  // A second click on a button that is already sending does nothing.
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.method !== 'post' || event.defaultPrevented) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = 'yes';
  });
  window.addEventListener('pageshow', () => {
    for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
    for (const field of document.querySelectorAll('form[method=get] :disabled')) field.disabled = false;
  });
})();
