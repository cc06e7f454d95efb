#!/usr/bin/env python3
"""Verifies every hash chain of a Quittance journal; needs Python 3.8 and nothing else, and changes nothing.

usage: verify-journal.py quittance-data/journal.db
exit code: 0 everything verifies, 1 the file cannot be read, 2 usage, 3 something does not verify
"""
import hashlib
import sqlite3
import sys
from pathlib import Path

ROWS = """SELECT ordering, CAST(persistence_id AS TEXT), sequence_number, CAST(event_ser_manifest AS TEXT),
                 CAST(event_payload AS BLOB), deleted FROM event_journal ORDER BY ordering"""
GIVEN = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'event_journal'"
HEAD = len('{"hash":"') + 64 + len('","event":')


def link(stream, number, previous, name, event):
    """hash_n = SHA-256(00 | 01 | stream | 00 | n | hash_(n-1) | name | 00 | event), n as eight big-endian bytes."""
    head = b"\x00\x01" + stream.encode() + b"\x00" + number.to_bytes(8, "big")
    return hashlib.sha256(head + previous + name.encode() + b"\x00" + event).digest()


def verify(journal):
    """Yields each finding in words, and at last the number of events and of streams."""
    chains, broken, last, events = {}, set(), 0, 0
    journal.execute("BEGIN")  # one snapshot, also while a server writes
    for position, stream, number, name, row, deleted in journal.execute(ROWS):
        events += 1
        if position != last + 1:
            yield f"position {last + 1} is missing, before {position}: an event was removed"
        last = position
        length, previous = chains.get(stream, (0, bytes(32)))
        event = row[HEAD:-1]
        chains[stream] = length + 1, link(stream, length + 1, previous, name, event)
        written = b'{"hash":"%s","event":%s}' % (chains[stream][1].hex().encode(), event)
        if stream not in broken and (number != length + 1 or row != written or deleted):
            broken.add(stream)
            yield (f"{stream} event {number} ({name}, position {position}) is not the one that was written there;"
                   " nothing after it in this stream is proven")
    given = journal.execute(GIVEN).fetchone()[0]
    if given != last:
        yield f"positions were given up to {given} and the last one here is {last}: events were removed at the end"
    yield events, len(chains)


if len(sys.argv) != 2:
    sys.exit(print(__doc__, file=sys.stderr) or 2)
try:
    file = Path(sys.argv[1]).resolve().as_uri() + "?mode=ro"
    *findings, (events, streams) = verify(sqlite3.connect(file, uri=True, isolation_level=None))
except sqlite3.Error as error:
    sys.exit(print(f"{sys.argv[1]} cannot be read: {error}", file=sys.stderr) or 1)
verdict = f"findings: {len(findings)}" if findings else "every hash chain verifies"
print(*findings, f"{events} events in {streams} streams; {verdict}", sep="\n")
sys.exit(3 if findings else 0)
