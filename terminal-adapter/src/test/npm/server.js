// A terminal whose JSON-RPC is jayson's and not ours: server.js <api key>. Says "listening <port>", ends with its
// input. At /synqpay it answers as terminals do: HTTP 200 to whatever jayson answers. /jayson is jayson's own HTTP
// server. Amounts that end in 51 are declined by the host; every other sale is captured.
'use strict';

const http = require('http');
const jayson = require('jayson');

const key = process.argv[2];
const known = new Map();

function transaction(sale) {
  const declined = sale.amount % 100 === 51;
  const host = declined ? { hostErrorCode: 4, hostErrorMessage: 'סירוב בחברת האשראי' } : {};
  return {
    transactionStatus: declined ? 'DECLINED' : 'CAPTURED',
    ...host,
    referenceId: sale.referenceId,
    transactionId: `2504071155260881818${known.size}`,
    transactionType: sale.transactionType,
    amount: sale.amount,
    totalAmount: sale.amount,
    currency: sale.currency,
    cardName: 'מסטרקארד רגיל',
    maskedPan: '520000XXXXXX0056',
  };
}

function result(done) {
  return done.hostErrorCode ? 'HOST_ERROR' : 'OK';
}

function startTransaction(sale, answer) {
  if (!sale.paymentMethod) return answer({ code: 102, message: 'payment method is missing' });
  if (known.has(sale.referenceId)) return answer({ code: 303, message: 'TransactionAlreadyExist' });
  const done = transaction(sale);
  known.set(sale.referenceId, done);
  return answer(null, { result: result(done), commandStatus: 'COMPLETED', transaction: done });
}

function getTransaction(lookup, answer) {
  const found = lookup.lookupMethod === 'REF_ID' && known.get(lookup.lookupValue);
  if (!found) return answer({ code: 302, message: 'TransactionNotFound' });
  return answer(null, { transactionResult: result(found), transaction: found });
}

function getStatus(nothing, answer) {
  answer(null, { deviceStatus: 'IDLE', cancelable: false });
}

const rpc = new jayson.Server({ startTransaction, getTransaction, getStatus });

function asTerminal(request, response) {
  const parts = [];
  request.on('data', part => parts.push(part));
  request.on('end', () => rpc.call(Buffer.concat(parts).toString(), (failure, success) => {
    const answer = failure || success;
    response.writeHead(answer ? 200 : 204, { 'content-type': 'application/json' });
    response.end(answer ? JSON.stringify(answer) : '');
  }));
}

const faces = { '/synqpay': asTerminal, '/jayson': rpc.http().listeners('request')[0] };
const server = http.createServer((request, response) => {
  const face = faces[request.url];
  if (request.headers['api-key'] === key && face) {
    face(request, response);
  } else {
    response.writeHead(face ? 401 : 404).end();
  }
});
server.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));
process.stdin.resume().on('end', () => process.exit(0));
