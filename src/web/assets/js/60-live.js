// A page that shows what is so at this moment: it hears of changes, takes its own new figures, and says when it hears nothing any more.
(() => {
  /** The server speaks every 15 seconds. */
  const SILENT_MS = 40_000;

  const place = () => document.querySelector('[data-live]');
  const sign = (what) => {
    const element = document.querySelector('[data-live-sign]');
    if (!element) return;
    const now = new Date();
    const time = [now.getHours(), now.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
    const isSaid = element.dataset.said === what;
    element.dataset.said = what;
    // The time at which it began stays.
    const say = { now: 'saysNow', stale: 'saysStale', ended: 'saysEnded' }[what];
    if (!isSaid) element.textContent = element.dataset[say].replace('{time}', time);
    element.classList.toggle('is-stale', what !== 'now');
  };

  let taking = false;
  const takeNew = async () => {
    if (taking) return;
    taking = true;
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = page.querySelector('[data-live]');
      if (next) {
        place().replaceWith(next);
        sign('now');
      } else {
        // The page to sign in on, or a refusal: what is shown stays, and says so.
        sign(answer.redirected || answer.status === 401 ? 'ended' : 'stale');
      }
    } catch {
      sign('stale');
    } finally {
      taking = false;
    }
  };

  document.addEventListener('DOMContentLoaded', () => {
    if (!place() || !window.EventSource) return;
    // Without a script the page reloads by itself.
    document.querySelector('meta[http-equiv=refresh]')?.remove();
    let timer;
    const heard = () => {
      clearTimeout(timer);
      timer = setTimeout(() => sign('stale'), SILENT_MS);
    };
    let source;
    const listen = () => {
      source = new EventSource(place().dataset.live);
      heard();
      source.addEventListener('revision', ({ data }) => {
        heard();
        const { revision, day } = JSON.parse(data);
        const shown = place().dataset;
        if (String(revision) !== shown.revision || day !== shown.shownDay) void takeNew();
        else sign('now');
      });
      source.addEventListener('error', () => {
        if (source.readyState !== EventSource.CLOSED) return;
        // Refused: it would not try again by itself. Perhaps somebody signs in elsewhere, or there is room again.
        void takeNew();
        setTimeout(listen, SILENT_MS / 2);
      });
    };
    listen();
    window.addEventListener('pagehide', () => source.close());
    window.addEventListener('pageshow', ({ persisted }) => {
      if (persisted) listen();
    });
  });

  document.addEventListener('click', (event) => {
    if (event.target.closest?.('[data-full-screen]')) void document.documentElement.requestFullscreen?.();
  });
})();
