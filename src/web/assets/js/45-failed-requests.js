// A part of a page that could not be fetched: that is said in its place, and what stood there goes: it answers another question.
(() => {
  const askers = new WeakMap();
  const around = (target) => target.closest('form') ?? target;

  function fail(event, why) {
    const { elt, target } = event.detail;
    if (!target?.isConnected) return;
    clear(target);
    const said = document.getElementById('failed-request').content.firstElementChild.cloneNode(true);
    said.querySelector('[data-why]').textContent = why;
    (target.querySelector('[data-answer=rows]') ?? target.firstElementChild).before(said);
    around(target).classList.add('failed');
    askers.set(said, elt);
  }

  function clear(target) {
    around(target).classList.remove('failed');
    target.querySelector('.failed-request')?.remove();
  }

  const told = () => document.getElementById('failed-request').dataset;
  document.addEventListener('htmx:sendError', (event) => fail(event, told().noAnswer));
  document.addEventListener('htmx:timeout', (event) => fail(event, told().tooSlow));
  document.addEventListener('htmx:responseError', (event) => fail(event, refusal(event.detail.xhr)));

  /** The server's own words, but where it is the server that fails: those speak of what was to be saved. */
  function refusal({ status, responseText }) {
    if (status >= 500) return told().unavailable;
    const page = new DOMParser().parseFromString(responseText, 'text/html');
    return page.querySelector('.error-page > p:not(.error-code)')?.textContent ?? told().refused;
  }

  document.addEventListener('click', (event) => {
    const said = event.target.closest?.('[data-try-again]')?.closest('.failed-request');
    const asker = said && askers.get(said);
    if (!asker) return;
    if (asker instanceof HTMLFormElement) asker.requestSubmit();
    else asker.click();
  });
  document.addEventListener('htmx:beforeSwap', ({ detail: { shouldSwap, target } }) => {
    if (shouldSwap) clear(target);
  });
})();
