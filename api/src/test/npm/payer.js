// A payer with a real browser. Standard input: {"server":…,"key":…,"shop":…,"chromium":…,"screenshots":…}.
// Prints a line of JSON for each scenario: {"scenario":…,"ok":…,"words":…}.
'use strict';
const { chromium } = require('playwright-core');
const { Lab } = require('./lab');

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

async function main() {
  const given = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
  const browser = await chromium.launch({ executablePath: given.chromium, headless: true, args: FLAGS });
  const lab = new Lab(given, browser);
  const scenarios = { ...require('./scenarios'), ...require('./gallery') };
  for (const [scenario, act] of Object.entries(scenarios)) {
    if (given.only && !scenario.includes(given.only)) { continue; }
    let words = '';
    try {
      await act(lab);
    } catch (failure) {
      words = String(failure.stack || failure);
    }
    try {
      await lab.tidy();
    } catch (failure) {
      words += String(failure.message || failure);
    }
    console.log(JSON.stringify({ scenario, ok: words === '', words }));
  }
  await browser.close();
}

main().catch((failure) => {
  console.log(JSON.stringify({ scenario: 'the browser runs', ok: false, words: String(failure.stack || failure) }));
  process.exitCode = 1;
});
