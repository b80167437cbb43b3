// The switch of language comes back to where the reader is, with what is being typed.
(() => {
  const KEPT = 'typed';
  const links = () => document.querySelectorAll('a[data-language]');
  const words = () => document.getElementById('script-words').dataset;

  // Searches and filters change the address without a new page.
  document.addEventListener('htmx:pushedIntoHistory', ({ detail: { path } }) => {
    for (const link of links()) {
      const url = new URL(link.href);
      url.searchParams.set('back', path);
      link.href = url.href;
    }
  });

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('[data-language]');
    if (!link) return;
    const back = link.href ? new URL(link.href).searchParams.get('back') : new URL(link.formAction).pathname;
    const forms = [...document.forms].filter((form) => isTyped(form) || wasRefused(form, link)).map(typedIn);
    if (forms.length === 0) return;
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ back, account: words().account, forms }));
    } catch {
      // No room, or not allowed: the language is switched all the same.
    }
  });

  const addressOf = (form) => new URL(form.getAttribute('action') ?? '', location.href).pathname;
  // Its answer shows what was sent as if it were the form's own; its page does not.
  const wasRefused = (form, link) =>
    link.dataset.language === 'refused' && addressOf(form) === location.pathname;
  const isTyped = (form) => controls(form).some((one) => one.type !== 'hidden' && !isAsMade(one));

  /** Never a secret, nor what the new page has of its own; a file cannot be put back by any script. Who may copy a text may have it back. */
  function controls(form) {
    return [...form.elements].filter(
      (one) =>
        one.name &&
        !['_csrf', 'kept'].includes(one.name) &&
        (!one.readOnly || form.matches('.typed-text')) &&
        !['password', 'submit', 'button', 'fieldset', 'image', 'reset', 'output'].includes(one.type) &&
        !/one-time-code|password/.test(one.autocomplete ?? ''),
    );
  }

  function isAsMade(one) {
    if (one.type === 'checkbox' || one.type === 'radio') return one.checked === one.defaultChecked;
    if (one instanceof HTMLSelectElement) {
      const made = [...one.options].filter((option) => option.defaultSelected);
      return one.multiple || made.length > 0
        ? [...one.options].every((option) => option.selected === option.defaultSelected)
        : one.selectedIndex <= 0;
    }
    return one.value === one.defaultValue;
  }

  // Hidden fields go along: the version on which it was typed stays the one on which it is judged.
  function typedIn(form) {
    const fields = controls(form).map(({ type, name, value, checked, dataset }) => {
      if (type === 'file') return { type, name, value: value === '' ? '' : 'chosen' };
      return { type, name: dataset.keepAs ?? name, value: dataset.keepValue ?? value, checked };
    });
    return { address: addressOf(form), fields };
  }

  // Once htmx listens too: a search being typed is asked for then.
  document.addEventListener('DOMContentLoaded', () => setTimeout(putBack));

  function putBack() {
    const text = take();
    if (text === null) return;
    const { back, account, forms } = JSON.parse(text);
    const here = location.pathname + location.search;
    if (
      account !== words().account ||
      new URL(back, location.href).href !== new URL(here, location.href).href
    )
      return;
    for (const kept of forms) {
      const form = [...document.forms].find((one) => addressOf(one) === kept.address);
      if (form) restore(form, kept.fields);
    }
  }

  /** Once, whatever comes of it. */
  function take() {
    try {
      const text = sessionStorage.getItem(KEPT);
      sessionStorage.removeItem(KEPT);
      return text;
    } catch {
      return null;
    }
  }

  function restore(form, fields) {
    const open = controls(form);
    for (const field of fields) {
      const at = open.findIndex((one) => isSame(one, field));
      if (at < 0) continue;
      const [one] = open.splice(at, 1);
      if (field.type === 'file') {
        if (field.value) askForFile(one);
      } else put(one, field);
    }
  }

  const isChoice = (type) => type === 'checkbox' || type === 'radio';
  const isSame = (one, { name, value }) => one.name === name && (!isChoice(one.type) || one.value === value);

  function put(one, { type, value, checked }) {
    const isOn = isChoice(type) ? checked : true;
    if (isChoice(one.type) ? one.checked === isOn : one.value === value) return;
    if (isChoice(one.type)) one.checked = isOn;
    else one.value = value;
    if (one.type === 'hidden') return;
    const panel = one.closest('details:not([open])');
    if (panel) panel.open = true;
    if (!one.form.matches('[data-auto-submit]'))
      for (const kind of ['input', 'change']) one.dispatchEvent(new Event(kind, { bubbles: true }));
  }

  function askForFile(one) {
    const said = document.createElement('p');
    said.className = 'form-state';
    said.setAttribute('role', 'status');
    said.textContent = words().chooseFileAgain;
    one.after(said);
  }
})();
