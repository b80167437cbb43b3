// Files of a report: sent in pieces while it is written, and on from where they were after an interruption.
(() => {
  const ADDRESS = '/api/v1/uploads';
  const PIECE = 4 * 1024 * 1024;
  const AT_ONCE = 2;
  const WAITS = [1, 2, 4, 8, 15];
  // Passing: no connection, too slow, elsewhere by now, being sent elsewhere, a server that is just starting.
  const PASSING = new Set([0, 408, 409, 423, 500, 502, 503, 504]);
  const files = new WeakMap();
  const sleepers = new Set();

  document.addEventListener('change', ({ target }) => {
    const box = target.type === 'file' && target.closest('[data-uploads]');
    if (!box || target.files.length === 0) return;
    for (const file of target.files) add(box, file);
    target.value = '';
    target.dispatchEvent(new Event('change', { bubbles: true }));
    next(box);
  });
  document.addEventListener('click', ({ target }) => {
    const button = target.closest?.('[data-uploads] [data-remove], [data-uploads] [data-retry]');
    if (!button) return;
    const row = button.closest('.upload');
    if ('remove' in button.dataset) remove(row);
    else queue(row);
  });
  window.addEventListener('online', () => sleepers.forEach((wake) => wake()));

  // What is still coming, or stopped half-way on an earlier visit, would be left out of the report. Only what goes elsewhere, such as a
  // draft, need not wait for it.
  const UNDER_WAY = '.upload[data-state], .upload[data-upload]:not([data-whole])';
  document.addEventListener(
    'submit',
    (event) => {
      const box = event.target.querySelector('[data-uploads]');
      if (!box || event.submitter?.hasAttribute('formaction') || !box.querySelector(UNDER_WAY)) return;
      event.preventDefault();
      box.querySelector('.uploads-state').textContent = box.dataset.stillSending;
      box.querySelector('input[type=file]').focus();
    },
    true,
  );

  // By it a file is known again after the page was left: another one of that name and size is another one.
  const markOf = ({ name, size, lastModified }) => JSON.stringify([name, size, lastModified]);
  const kept = {
    key: (id) => `upload ${id}`,
    get: (id) => attempt(() => localStorage.getItem(kept.key(id))),
    set: (id, mark) => attempt(() => localStorage.setItem(kept.key(id), mark)),
    drop: (id) => attempt(() => localStorage.removeItem(kept.key(id))),
  };
  function attempt(work) {
    try {
      return work();
    } catch {
      return null;
    }
  }

  function add(box, file) {
    const list = box.querySelector('.uploads');
    const known = [...list.children].find((each) => {
      const { upload, whole, state } = each.dataset;
      return upload && !whole && !state && kept.get(upload) === markOf(file);
    });
    const row = known ?? box.querySelector('template').content.firstElementChild.cloneNode(true);
    files.set(row, file);
    if (!known) {
      row.querySelector('.upload-name').textContent = file.name;
      row.querySelector('.upload-size').textContent = sizeOf(file.size);
      row.querySelector('progress').setAttribute('aria-label', file.name);
      row.querySelector('[data-remove]').setAttribute('aria-label', `${box.dataset.remove} ${file.name}`);
      list.append(row);
    }
    queue(row);
  }

  function queue(row) {
    row.dataset.state = 'waiting';
    row.classList.remove('upload-failed');
    row.querySelector('[data-retry]').hidden = true;
    tell(row, 'waiting');
    next(boxOf(row));
  }

  function next(box) {
    const rows = [...box.querySelectorAll('.upload')];
    const free = AT_ONCE - rows.filter(({ dataset }) => dataset.state === 'sending').length;
    const waiting = rows.filter(({ dataset }) => dataset.state === 'waiting');
    for (const row of waiting.slice(0, Math.max(0, free))) void send(row);
    told(box);
  }

  async function send(row) {
    const file = files.get(row);
    row.dataset.state = 'sending';
    let offset = row.dataset.upload ? null : 0;
    for (let tries = 0; row.isConnected; tries += 1) {
      try {
        if (!row.dataset.upload) await begin(row, file);
        offset ??= await offsetOf(row);
        // One piece at least, be it empty: of a file that was all there it is known only by it whether it was looked into.
        do {
          offset = await piece(row, file, offset);
          tries = 0;
        } while (offset < file.size && row.isConnected);
        return finished(row);
      } catch (problem) {
        if (!row.isConnected) return;
        // It has expired, or was removed on another page.
        if (problem.status === 404 && row.dataset.upload) forget(row);
        else if (!PASSING.has(problem.status)) return failed(row, problem);
        offset = row.dataset.upload ? null : 0;
        tell(row, 'interrupted');
        await sleep(WAITS[Math.min(tries, WAITS.length - 1)] * 1000);
      }
    }
  }

  async function begin(row, file) {
    const answer = await ask(row, 'POST', ADDRESS, {
      'Upload-Length': file.size,
      'Upload-Metadata': `filename ${base64(file.name)},commitment ${base64(boxOf(row).dataset.commitment)}`,
    });
    row.dataset.upload = answer.headers.get('location').split('/').pop();
    kept.set(row.dataset.upload, markOf(file));
  }

  async function offsetOf(row) {
    const answer = await ask(row, 'HEAD', addressOf(row));
    return Number(answer.headers.get('upload-offset'));
  }

  function piece(row, file, offset) {
    const request = new XMLHttpRequest();
    row.abort = () => request.abort();
    request.open('PATCH', addressOf(row));
    const type = { 'Content-Type': 'application/offset+octet-stream', 'Upload-Offset': offset };
    for (const [name, value] of Object.entries({ ...common(row), ...type }))
      request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded }) => show(row, (offset + loaded) / file.size));
    const done = new Promise((resolve, reject) => {
      request.addEventListener('load', () => {
        if (request.status === 204) resolve(Number(request.getResponseHeader('Upload-Offset')));
        else reject({ status: request.status, text: wordsIn(request.responseText) });
      });
      for (const end of ['error', 'abort', 'timeout'])
        request.addEventListener(end, () => reject({ status: 0 }));
    });
    request.send(file.slice(offset, offset + PIECE));
    return done;
  }

  /** @throws what went wrong: its status, 0 without a connection, and what the server says of it */
  async function ask(row, method, address, headers = {}) {
    const answer = await fetch(address, { method, headers: { ...common(row), ...headers } }).catch(
      () => null,
    );
    if (answer?.ok) return answer;
    throw { status: answer?.status ?? 0, text: answer && wordsIn(await answer.text().catch(() => '')) };
  }

  const common = (row) => ({
    'Tus-Resumable': '1.0.0',
    'X-CSRF-Token': row.closest('form').elements._csrf.value,
    'Accept-Language': document.documentElement.lang,
  });

  function wordsIn(text) {
    const { detail, errors = [] } = attempt(() => JSON.parse(text)) ?? {};
    return errors[0]?.message ?? detail;
  }

  function finished(row) {
    delete row.dataset.state;
    row.dataset.whole = 'yes';
    kept.drop(row.dataset.upload);
    show(row, 1);
    tell(row, 'whole');
    next(boxOf(row));
  }

  function failed(row, { status, text }) {
    delete row.dataset.state;
    // Refused for good: there is nothing to go on with.
    if (status === 422 || status === 413) forget(row);
    row.classList.add('upload-failed');
    row.querySelector('.upload-state').textContent = text || boxOf(row).dataset.failed;
    row.querySelector('[data-retry]').hidden = status === 422 || status === 413;
    next(boxOf(row));
  }

  function forget(row) {
    kept.drop(row.dataset.upload);
    delete row.dataset.upload;
  }

  function remove(row) {
    const box = boxOf(row);
    const [address, headers] = [addressOf(row), common(row)];
    const isBegun = row.dataset.upload !== undefined;
    if (isBegun) kept.drop(row.dataset.upload);
    row.remove();
    row.abort?.();
    box.querySelector('input[type=file]').focus();
    next(box);
    if (isBegun) void letGo(address, headers);
  }

  // Just after it was broken off it may still be held; what is left all the same expires.
  async function letGo(address, headers) {
    for (let tries = 0; tries < 5; tries += 1) {
      const answer = await fetch(address, { method: 'DELETE', headers }).catch(() => null);
      if (answer && !PASSING.has(answer.status)) return;
      await sleep(2000);
    }
  }

  function show(row, share) {
    const percent = Math.floor(share * 100);
    row.querySelector('progress').value = percent;
    if (row.dataset.state === 'sending') tell(row, share < 1 ? 'sending' : 'checking');
  }

  function tell(row, what) {
    const percent = `${row.querySelector('progress').value}%`;
    row.querySelector('.upload-state').textContent = boxOf(row).dataset[what].replace('{percent}', percent);
  }

  // The numbers that the report names, and one line for whoever does not see the bars.
  function told(box) {
    const rows = [...box.querySelectorAll('.upload')];
    const whole = rows.filter(({ dataset }) => dataset.whole);
    box.querySelector('input[name=uploadIds]').value = whole.map(({ dataset }) => dataset.upload).join(',');
    const line = box.dataset.summary.replace('{whole}', whole.length).replace('{all}', rows.length);
    box.querySelector('.uploads-state').textContent = rows.length > 0 ? line : '';
  }

  const boxOf = (row) => row.closest('[data-uploads]');
  const addressOf = (row) => `${ADDRESS}/${row.dataset.upload}`;
  const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const numbers = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  const sizeOf = (bytes) =>
    bytes < 1_024_000 ? `${Math.ceil(bytes / 1024)} KB` : `${numbers.format(bytes / 1_048_576)} MB`;

  function sleep(ms) {
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      sleepers.add(wake);
    });
  }
})();
