// What is wrong with a form, said before it is sent: in the words of the page, beside the field. Forms carry `novalidate`, so
// that the browser says nothing of its own; the program reads each form again.
(() => {
  const words = () => document.getElementById('form-words').dataset;
  const sign = () =>
    `<svg class="icon" width="14" height="14" aria-hidden="true"><use href="${words().drawings}#i-over"></use></svg>`;

  // Runs before all others: what is at fault is sent by nobody.
  document.addEventListener(
    'submit',
    (event) => {
      if (event.submitter?.formNoValidate) return;
      const wrong = faultsOf(event.target);
      if (wrong.length === 0) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      for (const control of wrong) show(control);
      wrong[0].focus();
    },
    true,
  );

  // A list asks by itself when a filter changes.
  document.addEventListener('htmx:beforeRequest', (event) => {
    const form = event.target.closest?.('form');
    const wrong = form ? faultsOf(form) : [];
    for (const control of wrong) show(control);
    if (wrong.length > 0) event.preventDefault();
  });

  document.addEventListener('change', ({ target }) => {
    if (target.validity?.customError) show(target);
  });
  document.addEventListener('input', ({ target }) => {
    if (target.validity?.valid) clear(target);
  });

  // What is out of sight is none of the choice made; of several of one name the first speaks for all.
  function faultsOf(form) {
    const wrong = [...form.elements].filter(
      (control) => control.willValidate && !control.validity.valid && control.checkVisibility(),
    );
    return wrong.filter((control, i) => wrong.findIndex(({ name }) => name === control.name) === i);
  }

  function show(control) {
    const id = `${idOf(control)}-error`;
    const place = placeOf(control);
    let line = document.getElementById(id);
    if (!line) {
      line = document.createElement('p');
      line.className = 'error';
      line.id = id;
      line.innerHTML = `${sign()}<span></span>`;
      place.append(line);
    }
    line.querySelector('span').textContent = wordsFor(control);
    document.getElementById(`${control.id}-count`)?.setAttribute('hidden', '');
    place.classList.add('field-wrong');
    control.setAttribute('aria-invalid', 'true');
    const ids = (control.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
    if (!ids.includes(id)) control.setAttribute('aria-describedby', [...ids, id].join(' '));
  }

  function clear(control) {
    if (!control.hasAttribute('aria-invalid') && !placeOf(control).querySelector(':scope > .error')) return;
    document.getElementById(`${idOf(control)}-error`)?.remove();
    placeOf(control).classList.remove('field-wrong');
    control.removeAttribute('aria-invalid');
  }

  const idOf = (control) => (control.type === 'radio' ? control.name : control.id || control.name);
  const placeOf = (control) => control.closest('.field') ?? control.parentElement;

  function wordsFor({ validity, validationMessage, type, min, max, dataset }) {
    if (validity.customError) return validationMessage;
    if (validity.valueMissing)
      return type === 'radio' || type === 'select-one'
        ? words().choose
        : type === 'file'
          ? words().file
          : 'day' in dataset
            ? words().shape
            : words().fill;
    if (validity.typeMismatch && type === 'email') return words().email;
    if (min !== '' && max !== '' && type === 'number')
      return words().number.replace('{min}', min).replace('{max}', max);
    return words().fault;
  }
})();
