// What is said on paper only.
(() => {
  // Print buttons; without a script they are not shown.
  document.addEventListener('click', (event) => {
    if (event.target.closest?.('[data-print]')) window.print();
  });

  window.addEventListener('beforeprint', () => {
    const now = new Date();
    const parts = [now.getDate(), now.getMonth() + 1, now.getHours(), now.getMinutes()];
    const [date, padded, hours, minutes] = parts.map((part) => String(part).padStart(2, '0'));
    const month = parts[1] <= 2 ? padded : parts[1];
    const text = `${date}/${month}/${now.getFullYear()} ${hours}:${minutes}`;
    for (const place of document.querySelectorAll('[data-print-time]')) {
      place.textContent = `${place.dataset.printTime} ${text}`;
    }
    // At the foot of every sheet after the first, which has it all in its head.
    const said = document.querySelector('[data-sheet]')?.textContent ?? '';
    const sheet = `${document.title} · ${said.replace(/\s+/g, ' ')}`;
    document.documentElement.style.setProperty('--sheet', JSON.stringify(sheet));
  });

  // What is folded on the screen is whole on paper, and folded again afterwards.
  let unfolded = [];
  window.addEventListener('beforeprint', () => {
    unfolded = [...document.querySelectorAll('main details:not([open], [name], [data-menu])')];
    for (const details of unfolded) details.open = true;
  });
  window.addEventListener('afterprint', () => {
    for (const details of unfolded) details.open = false;
    unfolded = [];
  });
})();
