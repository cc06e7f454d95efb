// One call of jayson's client: client.js <url> <api key> <method> [<params as JSON> [<id as JSON>]]. Without an id
// jayson makes one; the id null makes a notification. Prints one line of JSON: {"answer": …}, or {"failed": …} where
// there was no answer of JSON-RPC, with the HTTP status if there was one.
'use strict';

const jayson = require('jayson');

const [address, key, method, params, id] = process.argv.slice(2);
const url = new URL(address);
const client = jayson.Client[url.protocol === 'https:' ? 'https' : 'http']({
  hostname: url.hostname,
  port: url.port,
  path: url.pathname,
  headers: key ? { 'api-key': key } : {},
});

function told(failure, answer) {
  const failed = failure && { status: failure.code ?? null, message: failure.message };
  console.log(JSON.stringify(failed ? { failed } : { answer: answer ?? null }));
}

client.request(method, params ? JSON.parse(params) : undefined, id ? JSON.parse(id) : undefined, told);
