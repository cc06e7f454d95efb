// What payers do, by the sentence that must hold. Each is given the lab and begins with pages of its own.
'use strict';
const assert = require('node:assert/strict');
const { STANDARD, ASKED, REFUSED } = require('./lab');

exports['a standard card is paid, and the payer goes back to the shop with the address untouched'] = async (lab) => {
  const token = await lab.token(), page = await lab.page();
  await page.goto(`${lab.given.shop}/?pay=${encodeURIComponent(token.url)}`);
  await page.click('a');
  await lab.sees(page, 'Pay by card');
  await lab.charging(1, async () => {
    await lab.pay(page, STANDARD);
    await lab.sees(page, 'Paid');
  });
  assert.match(await page.textContent('main'), /Mastercard\s+520000XXXXXX0056/i);
  await page.click('a.go');
  assert.equal(page.url(), token.return_url);
  await lab.paid(token);
};

exports['a payer who confirms at his issuer has paid'] = async (lab) => {
  const token = await lab.token(), page = await lab.page();
  await page.goto(token.url);
  await lab.pay(page, ASKED);
  await lab.atIssuer(page);
  await lab.stands(token, 'in_use', 3);
  await lab.charging(1, async () => {
    await lab.decides(page, 'confirm');
    await lab.sees(page, 'Paid');
  });
  await lab.paid(token);
};

exports['a payer who refuses at his issuer pays nothing'] = async (lab) => {
  const token = await lab.token(), page = await lab.page();
  await page.goto(token.url);
  await lab.charging(0, async () => {
    await lab.pay(page, ASKED);
    await lab.atIssuer(page);
    await lab.decides(page, 'refuse');
    await lab.sees(page, 'The payment was declined');
  });
  await lab.stands(token, 'consumed', 5);
};

exports['a payer who leaves his issuer and comes back is asked again and pays once'] = async (lab) => {
  const token = await lab.token(), page = await lab.page();
  await page.goto(token.url);
  await lab.pay(page, ASKED);
  await lab.atIssuer(page);
  await page.goto(`${lab.given.shop}/`);
  await page.goto(token.url);
  await lab.atIssuer(page);
  await lab.charging(1, async () => {
    await lab.decides(page, 'confirm');
    await lab.sees(page, 'Paid');
  });
};

exports['after a declined card the order is paid with another card on a new page'] = async (lab) => {
  const first = await lab.token(), page = await lab.page();
  await page.goto(first.url);
  await lab.charging(0, async () => {
    await lab.pay(page, REFUSED);
    await lab.sees(page, 'The payment was declined');
  });
  await lab.stands(first, 'consumed', 5);
  const second = await lab.token({ order_id: first.order_id });
  assert.equal(second.payment_intent, first.payment_intent);
  await page.goto(second.url);
  await lab.charging(1, async () => {
    await lab.pay(page, STANDARD);
    await lab.sees(page, 'Paid');
  });
  await page.goto(first.url);
  await lab.sees(page, 'The payment was declined');
};

exports['a refresh in every phase charges nothing twice'] = async (lab) => {
  const token = await lab.token({ wait_pre_execute: true }), page = await lab.page();
  await page.goto(token.url);
  await page.reload();
  await lab.charging(1, async () => {
    await lab.pay(page, ASKED);
    await lab.atIssuer(page);
    await page.reload();
    await lab.atIssuer(page);
    await lab.decides(page, 'confirm');
    await lab.sees(page, 'The shop has to confirm');
    await page.reload();
    await lab.sees(page, 'The shop has to confirm');
    assert.equal((await lab.resume(token)).status, 200);
    await lab.sees(page, 'Paid');
    await page.reload();
    await lab.sees(page, 'Paid');
  });
};

exports['of two tabs one pays, and the other shows that it is paid'] = async (lab) => {
  const token = await lab.token(), context = await lab.context();
  const one = await context.newPage(), other = await context.newPage();
  await one.goto(token.url);
  await other.goto(token.url);
  await lab.charging(1, async () => {
    await lab.pay(one, STANDARD);
    await lab.sees(one, 'Paid');
    await lab.pay(other, ASKED);
    await lab.sees(other, 'Paid');
  });
};

exports['five tabs that submit within 100 ms charge once and all show that it is paid'] = async (lab) => {
  const spreads = [];
  while (!spreads.some((spread) => spread <= 100) && spreads.length < 4) {
    const token = await lab.token(), context = await lab.context(), pages = [], sent = [];
    for (let i = 0; i < 5; i++) {
      const page = await context.newPage();
      await page.goto(token.url);
      await lab.fill(page, STANDARD);
      pages.push(page);
    }
    await lab.charging(1, async () => {
      const posts = pages.map((page) => page.waitForRequest((request) => request.method() === 'POST'));
      const at = Date.now() + 700;
      await Promise.all(pages.map((page) => page.evaluate((when) => {
        setTimeout(() => document.querySelector('form').requestSubmit(), when - Date.now());
      }, at)));
      const requests = await Promise.all(posts);
      await Promise.all(pages.map((page) => lab.sees(page, 'Paid')));
      sent.push(...requests.map((request) => request.timing().startTime));
    });
    spreads.push(Math.max(...sent) - Math.min(...sent));
    await lab.paid(token);
  }
  assert.ok(Math.min(...spreads) <= 100, `tabs were ${spreads} ms apart`);
};

exports['the back button after paying leads to no second charge'] = async (lab) => {
  const token = await lab.token(), page = await lab.page();
  await page.goto(token.url);
  await lab.charging(1, async () => {
    await lab.pay(page, STANDARD);
    await lab.sees(page, 'Paid');
    await page.goBack();
    if (await page.locator('form').count() > 0) {
      assert.equal(await page.inputValue('#number'), '', 'the card is not kept');
      await lab.pay(page, STANDARD);
    }
    await lab.sees(page, 'Paid');
  });
};

exports['a double click on pay charges once'] = async (lab) => {
  const token = await lab.token(), page = await lab.page();
  await page.goto(token.url);
  await lab.charging(1, async () => {
    await lab.fill(page, STANDARD);
    await page.dblclick('button[type=submit]');
    await lab.sees(page, 'Paid');
  });
};

exports['a connection that is cut before the form arrives charges nothing, and the form can be sent again'] = async (lab) => {
  const token = await lab.token(), context = await lab.context(), page = await context.newPage();
  await page.goto(token.url);
  await lab.fill(page, STANDARD);
  await context.setOffline(true);
  await lab.charging(0, async () => {
    await page.click('button[type=submit]', { noWaitAfter: true });
    await page.waitForURL(/chrome-error|\/pay\//);
  });
  await context.setOffline(false);
  await page.goto(token.url);
  await lab.charging(1, async () => {
    await lab.pay(page, STANDARD);
    await lab.sees(page, 'Paid');
  });
};

exports['a connection that is cut after the form was sent charges once, and coming back tells so'] = async (lab) => {
  const token = await lab.token(), page = await lab.page();
  await page.goto(token.url);
  await lab.charging(1, async () => {
    await page.route('**/pay/*', async (route) => {
      if (route.request().method() !== 'POST') { return route.continue(); }
      await route.fetch({ maxRedirects: 0 }).catch(() => {});
      return route.abort('connectionreset');
    });
    await lab.fill(page, STANDARD);
    const lost = page.waitForEvent('requestfailed');
    await page.click('button[type=submit]', { noWaitAfter: true });
    await lost;
    await page.unroute('**/pay/*');
    await page.goto(token.url);
    await lab.sees(page, 'Paid');
  });
  await lab.paid(token);
};

exports['a payment that the shop resumes in time is shown as paid by itself, and a second resume is refused'] = async (lab) => {
  const token = await lab.token({ wait_pre_execute: true }), page = await lab.page();
  await page.goto(token.url);
  await lab.charging(0, async () => {
    await lab.pay(page, STANDARD);
    await lab.sees(page, 'The shop has to confirm');
  });
  await lab.charging(1, async () => {
    assert.equal((await lab.resume(token)).status, 200);
    const again = await lab.resume(token);
    assert.deepEqual([again.status, again.json.code], [409, 'not_waiting_for_resume']);
    await lab.sees(page, 'Paid');
  });
};

exports['a payment that the shop resumes too late has lapsed and charges nothing'] = async (lab) => {
  const token = await lab.token({ wait_pre_execute: true }), page = await lab.page();
  await page.goto(token.url);
  await lab.charging(0, async () => {
    await lab.pay(page, STANDARD);
    await lab.sees(page, 'The shop has to confirm');
    await lab.pass(15);
    const late = await lab.resume(token);
    assert.deepEqual([late.status, late.json.code], [409, 'token_expired']);
    await lab.sees(page, 'The shop did not confirm in time');
  });
};

exports['a token that is revoked while the issuer asks pays nothing though the payer confirms'] = async (lab) => {
  const token = await lab.token(), page = await lab.page();
  await page.goto(token.url);
  await lab.charging(0, async () => {
    await lab.pay(page, ASKED);
    await lab.atIssuer(page);
    assert.equal((await lab.revoke(token)).status, 200);
    await lab.decides(page, 'confirm');
    await lab.sees(page, 'The shop has withdrawn this payment');
  });
  await lab.stands(token, 'revoked', 90);
};

exports['without scripts a card is paid, its issuer asked, and a fault told'] = async (lab) => {
  const page = await lab.page({ javaScriptEnabled: false });
  const token = await lab.token({ wait_pre_execute: true });
  await page.goto(token.url);
  await lab.pay(page, ASKED, '13/30');
  assert.match(await page.textContent('#expiry-fault'), /month and year/);
  assert.equal(await page.inputValue('#number'), '');
  await lab.pay(page, ASKED, '12/30');
  await page.waitForURL('**/3ds/**');
  await lab.charging(1, async () => {
    await lab.decides(page, 'confirm');
    await page.getByRole('heading', { name: 'The shop has to confirm' }).waitFor();
    await lab.resume(token);
    await page.getByRole('heading', { name: 'Paid' }).waitFor();
  });
};

exports['by keyboard alone the fields come in their order, and Enter pays'] = async (lab) => {
  const token = await lab.token(), page = await lab.page();
  await page.goto(token.url);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.type);
  const order = [];
  for (const typed of ['5200000000000056', '1230', '341', '']) {
    await page.keyboard.press('Tab');
    order.push(await focused());
    await page.keyboard.type(typed);
  }
  assert.deepEqual(order, ['number', 'expiry', 'cvc', 'submit']);
  assert.equal(await page.inputValue('#number'), '5200 0000 0000 0056');
  assert.equal(await page.inputValue('#expiry'), '12 / 30');
  assert.equal(await page.textContent('#brand'), 'Mastercard');
  await page.keyboard.press('Shift+Tab');
  await lab.charging(1, async () => {
    await page.keyboard.press('Enter');
    await lab.sees(page, 'Paid');
  });
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'go');
};

exports['an expired card is told beside its field, nothing is echoed, and the focus leads there'] = async (lab) => {
  const token = await lab.token(), page = await lab.page();
  await page.goto(token.url);
  await lab.charging(0, async () => {
    await lab.pay(page, STANDARD, '0120');
    await page.waitForSelector('#expiry-fault');
  });
  assert.equal(await page.textContent('#expiry-fault'), 'This card has expired. Please use another card.');
  assert.equal(await page.getAttribute('#expiry', 'aria-invalid'), 'true');
  assert.match(await page.getAttribute('#expiry', 'aria-describedby'), /expiry-fault/);
  assert.equal(await page.evaluate(() => document.activeElement.id), 'faults');
  assert.doesNotMatch(await page.content(), /5200\s?0000/);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'expiry');
  await lab.stands(token, 'issued', null);
};

exports['a payer who reads Hebrew sees the page from right to left, with numbers from left to right'] = async (lab) => {
  const token = await lab.token(), page = await lab.page({ locale: 'he-IL' });
  await page.goto(token.url);
  const looks = await page.evaluate(() => {
    const box = (id) => document.getElementById(id).getBoundingClientRect();
    return {
      dir: document.documentElement.dir, lang: document.documentElement.lang,
      title: document.title, number: getComputedStyle(document.getElementById('number')).direction,
      expiryIsRight: box('expiry').left > box('cvc').right,
    };
  });
  assert.match(looks.title, /[\u0590-\u05ff]/);
  assert.deepEqual([looks.dir, looks.lang, looks.number, looks.expiryIsRight], ['rtl', 'he', 'ltr', true]);
  await lab.charging(1, async () => {
    await lab.pay(page, STANDARD);
    await page.waitForSelector('.notice[data-tone=good]');
  });
};
