// Checks one webhook as it came: v1 with the package standardwebhooks, v1a with the cryptography of node itself.
// Standard input: {"key":…,"headers":{…},"body":base64}. Prints "believed", or why not.
'use strict';
const crypto = require('node:crypto');
const { Webhook } = require('standardwebhooks');

const given = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const body = Buffer.from(given.body, 'base64');

function believes() {
  if (given.key.startsWith('whpk_')) {
    const x = Buffer.from(given.key.slice(5), 'base64').toString('base64url');
    const key = crypto.createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    const head = `${given.headers['webhook-id']}.${given.headers['webhook-timestamp']}.`;
    return given.headers['webhook-signature'].split(' ').some((entry) => entry.startsWith('v1a,') &&
      crypto.verify(null, Buffer.concat([Buffer.from(head), body]), key, Buffer.from(entry.slice(4), 'base64')));
  }
  try {
    new Webhook(given.key).verify(body, given.headers);
    return true;
  } catch (refused) {
    process.stdout.write(`${refused.message}: `);
    return false;
  }
}

console.log(believes() ? 'believed' : 'not believed');
