// What the scenarios of a payer with a real browser are made of: a merchant who calls the server, pages that tell what
// went wrong in them, and a check of accessibility.
'use strict';
const assert = require('node:assert/strict');
const axe = require('axe-core');

const STANDARD = '5200000000000056', ASKED = '4456530000001096', REFUSED = '4456530000001013';
const CODES = { [ASKED]: '020' };
const RULES = { runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] } };

class Lab {
  constructor(given, browser) {
    this.given = given;
    this.browser = browser;
    this.orders = 0;
    this.contexts = [];
    this.complaints = [];
  }

  // The merchant.
  async call(method, path, body) {
    const answer = await fetch(this.given.server + path, {
      method,
      headers: { authorization: `Bearer ${this.given.key}`, 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    return { status: answer.status, json: await answer.json() };
  }

  async token(more = {}) {
    const order = more.order_id || `browser-${++this.orders}`;
    const made = await this.call('POST', '/v1/access_tokens', {
      order_id: order, amount: 1250, currency: 'EUR', transaction_type: 'SALE',
      return_url: `${this.given.shop}/back?order=${order}&utm=%20x`, ...more,
    });
    assert.equal(made.status, 201, JSON.stringify(made.json));
    return made.json;
  }

  async now(token) {
    return (await this.call('GET', `/v1/access_tokens/${token.id}`)).json;
  }

  async revoke(token) {
    return this.call('POST', `/v1/access_tokens/${token.id}/revoke`, {});
  }

  async resume(token) {
    return this.call('POST', `/v1/access_tokens/${token.id}/resume`, {});
  }

  // What the acquirer recorded, and the server's time: told by the shop, which is the test itself.
  async charges() {
    return (await (await fetch(`${this.given.shop}/ledger`)).json()).approved;
  }

  async pass(minutes) {
    await fetch(`${this.given.shop}/pass?minutes=${minutes}`);
  }

  // Runs it, and finds the acquirer to have charged so often meanwhile.
  async charging(times, deed) {
    const before = await this.charges();
    const result = await deed();
    assert.equal(await this.charges() - before, times, 'charges at the acquirer');
    return result;
  }

  async paid(token) {
    const now = await this.now(token);
    assert.deepEqual([now.status, now.status_code, now.intent.status], ['consumed', 0, 'succeeded']);
  }

  async stands(token, status, code) {
    const now = await this.now(token);
    assert.deepEqual([now.status, now.status_code], [status, code]);
  }

  // The payer.
  async context(options = {}) {
    const context = await this.browser.newContext({ locale: 'en-GB', ...options });
    this.contexts.push(context);
    context.on('page', (page) => this.watch(page));
    return context;
  }

  async page(options) {
    return (await this.context(options)).newPage();
  }

  watch(page) {
    page.on('pageerror', (error) => this.complaints.push(`${page.url()}: ${error.message}`));
    page.on('console', (said) => {
      // A form's faults and an address that is nobody's are answered with these on purpose.
      const isMeant = /status of (422|404)/.test(said.text()) && /\/pay\//.test(said.location().url);
      const isCut = /net::ERR_(CONNECTION_RESET|INTERNET_DISCONNECTED|FAILED)/.test(said.text());
      if ((said.type() === 'error' || said.type() === 'warning') && !isMeant && !isCut) {
        this.complaints.push(`${page.url()}: ${said.text()}`);
      }
    });
  }

  async fill(page, number = STANDARD, expiry = '1230', code = CODES[number] || '341') {
    await page.fill('#number', number);
    await page.fill('#expiry', expiry);
    await page.fill('#cvc', code);
  }

  async pay(page, number, expiry, code) {
    await this.fill(page, number, expiry, code);
    await page.click('button[type=submit]');
  }

  async sees(page, heading) {
    await page.waitForFunction((wanted) => document.querySelector('h1')?.textContent === wanted, heading, { timeout: 20000 })
      .catch(async () => assert.equal(await page.textContent('h1').catch(() => '(no heading)'), heading, page.url()));
  }

  async atIssuer(page) {
    await page.waitForURL('**/3ds/**', { timeout: 20000 });
    await this.sees(page, 'Confirm your payment');
  }

  async decides(page, decision) {
    await page.click(`button[value=${decision}]`);
  }

  async axe(page) {
    for (let tries = 0; ; tries++) {
      try {
        await page.evaluate(axe.source);
        const result = await page.evaluate((rules) => window.axe.run(document, rules), RULES);
        const found = result.violations.map((one) =>
          `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html + ' ' + node.failureSummary).join(' | ')}`);
        assert.deepEqual(found, [], `accessibility of ${page.url()}`);
        assert.ok(result.passes.length > 5, 'the check looked at something');
        return;
      } catch (failure) {
        // The page went on meanwhile.
        if (tries >= 3 || !/context was destroyed|navigat/i.test(failure.message)) { throw failure; }
      }
    }
  }

  // Ends what a scenario opened, and tells what its pages complained of.
  async tidy() {
    const said = this.complaints;
    await Promise.all(this.contexts.map((context) => context.close()));
    this.contexts = [];
    this.complaints = [];
    assert.deepEqual(said, [], 'errors in the browser');
  }
}

module.exports = { Lab, STANDARD, ASKED, REFUSED };
