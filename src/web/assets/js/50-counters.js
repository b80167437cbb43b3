// How much of a text the program takes: told from four fifths of it on. What is pasted is never cut.
(() => {
  const LONG = 200;

  // As the program measures it: composed, with plain line ends, without the blanks around it (text.ts).
  function lengthOf({ value }, most) {
    if (value.length > 4 * most) return value.length;
    // oxlint-disable-next-line house/normal-forms
    return value.normalize('NFC').replace(/\r\n?/g, '\n').trim().length;
  }

  function count(control) {
    const most = Number(control.dataset.most);
    const left = most - lengthOf(control, most);
    const words = document.getElementById('form-words').dataset;
    const inWords = (pattern) =>
      pattern
        .replace('{left}', figure(left))
        .replace('{over}', figure(-left))
        .replace('{most}', figure(most));
    control.setCustomValidity(left < 0 ? inWords(words.long) : '');
    if (most < LONG) return;
    const line = document.getElementById(`${control.id}-count`) ?? (left <= most / 5 && lineAfter(control));
    if (!line) return;
    // What is at fault is said once, and goes on counting.
    const fault = left < 0 && document.querySelector(`#${control.id}-error span`);
    if (fault) fault.textContent = inWords(words.long);
    line.hidden = left > most / 5 || Boolean(fault);
    line.textContent = inWords(left < 0 ? words.long : words.left);
    line.classList.toggle('t-over', left < 0);
  }

  const figure = (number) => number.toLocaleString(document.documentElement.lang);

  function lineAfter(control) {
    const line = document.createElement('p');
    line.className = 'hint counter n';
    line.id = `${control.id}-count`;
    line.setAttribute('aria-live', 'polite');
    control.after(line);
    const ids = control.getAttribute('aria-describedby');
    control.setAttribute('aria-describedby', ids ? `${ids} ${line.id}` : line.id);
    return line;
  }

  document.addEventListener('input', ({ target }) => {
    if (target.dataset?.most) count(target);
  });
  // A browser that goes back fills in what was typed, and tells nobody.
  window.addEventListener('pageshow', () => document.querySelectorAll('[data-most]').forEach(count));
})();
