'use strict';
// Keeps the page as the device is. Without it the page is loaded again every two seconds, and works as well.
(() => {
  const STEP_MILLIS = 400;
  const KEYS = { t: 'TAP', i: 'INSERT', Escape: 'CANCEL', Enter: 'PIN_OK', Backspace: 'CORRECT' };
  const at = (id) => document.getElementById(id);
  let shown = '';

  const set = (id, text) => {
    if (at(id).textContent !== text) at(id).textContent = text;
  };

  const child = (parent, name, text, kind) => {
    const made = parent.appendChild(document.createElement(name));
    made.textContent = text;
    made.dir = 'auto';
    if (kind) made.className = kind;
    return made;
  };

  const row = (entry) => {
    const made = document.createElement('tr');
    made.dataset.tone = entry.tone;
    child(made, 'td', entry.time);
    child(made, 'td', entry.referenceId, 'ref').title = entry.referenceId;
    child(made, 'td', entry.type);
    child(made, 'td', entry.amount, 'money').dir = 'ltr';
    child(made, 'td', entry.status, 'status');
    const result = child(made, 'td', entry.result);
    if (entry.host) child(result, 'small', entry.host);
    return made;
  };

  const show = (screen) => {
    at('screen').dataset.tone = screen.tone;
    set('state', screen.deviceStatus);
    set('digits', screen.digits);
    set('currency', screen.currency);
    set('code', screen.code);
    set('reference', screen.referenceId);
    set('hint', screen.hint);
    at('lines').replaceChildren();
    screen.lines.forEach((line) => child(at('lines'), 'p', line));
    at('rows').replaceChildren(...screen.ledger.map(row));
    at('none').hidden = screen.ledger.length > 0;
    document.querySelectorAll('button[data-needs]').forEach((button) => {
      button.disabled = !screen.can.includes(button.dataset.needs);
    });
  };

  const look = async () => {
    try {
      const text = await (await fetch('/device/screen')).text();
      if (text !== shown) {
        show(JSON.parse(text));
        shown = text;
      }
    } catch {
      shown = '';
      set('state', 'NO CONNECTION');
    }
  };

  const press = async (button) => {
    await fetch('/device/press', { method: 'POST', body: new URLSearchParams({ button }) }).catch(() => undefined);
    await look();
  };

  document.addEventListener('submit', (event) => {
    event.preventDefault();
    press(event.submitter.value);
  });
  document.addEventListener('keydown', (event) => {
    const button = /^[0-9]$/.test(event.key) ? 'DIGIT' : KEYS[event.key];
    const onButton = event.target instanceof HTMLButtonElement && event.key === 'Enter';
    if (button && !onButton && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      press(button);
    }
  });
  const again = async () => {
    await look();
    setTimeout(again, STEP_MILLIS);
  };
  again();
})();
