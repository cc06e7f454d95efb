// Every page that a payer may see, in every manner: looked at by a check of accessibility, and kept as a picture.
'use strict';
const assert = require('node:assert/strict');
const { STANDARD, ASKED, REFUSED } = require('./lab');

const MANNERS = {
  'left to right': { viewport: { width: 1200, height: 860 } },
  'right to left': { viewport: { width: 1200, height: 860 }, locale: 'he-IL' },
  'on a small phone': { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2 },
  'on a small phone, right to left': { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2, locale: 'he-IL' },
  'in the dark': { viewport: { width: 1200, height: 860 }, colorScheme: 'dark' },
};

// By name: brings a page there.
const PAGES = {
  form: async (lab, page) => page.goto((await lab.token({ customer_id: 'cust-1', save_card: true })).url),
  'form with faults': async (lab, page) => {
    await page.goto((await lab.token()).url);
    await lab.pay(page, '4456530000001097', '0120', '1');
    await page.waitForSelector('#faults');
  },
  'form, expired card': async (lab, page) => {
    await page.goto((await lab.token()).url);
    await lab.pay(page, STANDARD, '0120');
    await page.waitForSelector('#expiry-fault');
  },
  issuer: async (lab, page) => {
    await page.goto((await lab.token()).url);
    await lab.pay(page, ASKED);
    await page.waitForURL('**/3ds/**');
  },
  'back from the issuer without an answer': async (lab, page) => {
    const token = await lab.token();
    await page.goto(token.url);
    await lab.pay(page, ASKED);
    await page.waitForURL('**/3ds/**');
    await page.goto(`${token.url}?returned`);
  },
  'waiting for the shop': async (lab, page) => {
    await page.goto((await lab.token({ wait_pre_execute: true })).url);
    await lab.pay(page, STANDARD);
    await page.waitForSelector('.notice');
  },
  processing: async (lab, page) => {
    // The acquirer never answers an order of such an amount; the other tab waits for it.
    const token = await lab.token({ amount: 1268 }), other = await page.context().newPage();
    await other.goto(token.url);
    await lab.fill(other, STANDARD);
    await other.click('button[type=submit]', { noWaitAfter: true });
    for (let tries = 0; (await lab.now(token)).status_code !== 40; tries++) {
      assert.ok(tries < 200, 'the order is under way');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await page.goto(token.url);
  },
  paid: async (lab, page) => result(lab, page, await lab.token(), STANDARD),
  reserved: async (lab, page) => result(lab, page, await lab.token({ transaction_type: 'PREAUTH', currency: 'JPY' }), STANDARD),
  declined: async (lab, page) => result(lab, page, await lab.token(), REFUSED),
  'not enough money': async (lab, page) => result(lab, page, await lab.token({ amount: 123451 }), STANDARD),
  failed: async (lab, page) => result(lab, page, await lab.token({ amount: 1291 }), STANDARD),
  expired: async (lab, page) => {
    const token = await lab.token({ return_url: undefined });
    await lab.pass(31);
    await page.goto(token.url);
  },
  revoked: async (lab, page) => {
    const token = await lab.token();
    await lab.revoke(token);
    await page.goto(token.url);
  },
  replaced: async (lab, page) => {
    const token = await lab.token();
    await lab.token({ order_id: token.order_id });
    await page.goto(token.url);
  },
  'not found': async (lab, page) => page.goto(`${lab.given.server}/pay/at_nobody`),
};

async function result(lab, page, token, number) {
  await page.goto(token.url);
  await lab.pay(page, number);
  await page.waitForSelector('.notice');
}

Object.entries(MANNERS).forEach(([manner, options]) => {
  Object.entries(PAGES).forEach(([name, bring]) => {
    exports[`${manner}, the page "${name}" is accessible and needs no sideways scrolling`] = async (lab) => {
      const page = await lab.page(options);
      await bring(lab, page);
      await page.waitForLoadState('load');
      await lab.axe(page);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      const picture = `${manner} ${name}`.replace(/[^a-z]+/g, '-');
      await page.screenshot({ path: `${lab.given.screenshots}/${picture}.png`, fullPage: true });
      assert.ok(wide <= 0, `${wide} pixels too wide`);
    };
  });
});
