// Days that are typed: read as the program reads them (typed-day.ts), and told back in words before they are sent.
(() => {
  const written = /^(\d{1,2}) ?[/.-] ?(\d{1,2}) ?[/.-] ?(\d+)$|^(\d{2})(\d{2})(\d{4})$/;

  function read(text) {
    const typed = text.length > 40 ? '' : plain(text);
    const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(typed);
    if (iso) return dayOrFault(iso[3], iso[2], iso[1]);
    const [, d1, m1, y1, d2, m2, y2] = written.exec(typed) ?? [];
    const [day, month, year] = d1 ? [d1, m1, y1] : [d2, m2, y2];
    if (!day) return { fault: 'shape' };
    if (year.length !== 4) return { fault: 'year' };
    return dayOrFault(day, month, year);
  }

  // Without signs that do not show, with every dash as a hyphen and wide figures as narrow ones.
  function plain(text) {
    return text
      .replace(/\p{Default_Ignorable_Code_Point}+/gu, '')
      .replace(/[\p{Dash_Punctuation}\u2212]/gu, '-')
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[\uFF0D-\uFF19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  }

  function dayOrFault(day, month, year) {
    if (year < 1900 || year > 2100) return { fault: 'range' };
    const date = new Date(Date.UTC(year, month - 1, day));
    const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === Number(day);
    return exists ? { date } : { fault: 'missing' };
  }

  function inWords(date) {
    const words = document.getElementById('form-words').dataset;
    const day = date.getUTCDate();
    const parts = {
      weekday: words.weekdays.split('|')[date.getUTCDay()],
      dd: String(day).padStart(2, '0'),
      d: day,
      month: words.months.split('|')[date.getUTCMonth()],
      year: date.getUTCFullYear(),
    };
    return words.dayInWords.replace(/\{(\w+)\}/g, (_, name) => parts[name]);
  }

  function tell(box) {
    const typed = box.value.trim();
    const { date, fault } = typed === '' ? {} : read(box.value);
    const line = document.getElementById(`${box.id}-read`);
    line.textContent = date ? inWords(date) : line.dataset.hint;
    line.classList.toggle('day-told', date !== undefined);
    const words = document.getElementById('form-words').dataset;
    box.setCustomValidity(fault ? words[fault].replace('{typed}', () => typed) : '');
  }

  document.addEventListener('input', ({ target }) => {
    if (target.matches?.('[data-day]')) tell(target);
  });
  // A browser that goes back fills in what was typed, and tells nobody.
  const tellAll = () => document.querySelectorAll('[data-day]').forEach(tell);
  window.addEventListener('pageshow', tellAll);
  document.addEventListener('htmx:afterSettle', tellAll);
})();
