/** Every table of the sandbox. Times are sandbox time in ms, money is fen. The ledger can only grow: its triggers say so. */
export const schema = `
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS people (
  user_id TEXT PRIMARY KEY, nickname TEXT NOT NULL, phone TEXT NOT NULL, unionid TEXT NOT NULL UNIQUE,
  made_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS identities (
  appid TEXT NOT NULL, openid TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES people, session_key TEXT,
  PRIMARY KEY (appid, openid), UNIQUE (user_id, appid)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS codes (
  code TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('login', 'phone', 'oauth')), appid TEXT NOT NULL,
  user_id TEXT NOT NULL REFERENCES people, scope TEXT, made_at INTEGER NOT NULL, used_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS codes_used ON codes (user_id, kind, used_at);
CREATE TABLE IF NOT EXISTS access_tokens (
  token TEXT PRIMARY KEY, appid TEXT NOT NULL, forced INTEGER NOT NULL, made_at INTEGER NOT NULL,
  valid_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS access_tokens_of_app ON access_tokens (appid, made_at);
CREATE TABLE IF NOT EXISTS credits (
  user_id TEXT NOT NULL REFERENCES people, template_id TEXT NOT NULL, credits INTEGER NOT NULL CHECK (credits >= 0),
  PRIMARY KEY (user_id, template_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS kept_choices (
  user_id TEXT NOT NULL REFERENCES people, template_id TEXT NOT NULL,
  answer TEXT NOT NULL CHECK (answer IN ('accept', 'reject')), PRIMARY KEY (user_id, template_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS messages_off (user_id TEXT PRIMARY KEY REFERENCES people) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS messages (
  msgid TEXT PRIMARY KEY, user_id TEXT NOT NULL, openid TEXT NOT NULL, template_id TEXT NOT NULL, page TEXT,
  fields TEXT NOT NULL, at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS messages_of ON messages (openid);

CREATE TABLE IF NOT EXISTS trades (
  out_trade_no TEXT PRIMARY KEY, appid TEXT NOT NULL, openid TEXT NOT NULL, total_fen INTEGER NOT NULL,
  description TEXT NOT NULL, attach TEXT, notify_url TEXT NOT NULL, parameters TEXT NOT NULL,
  pay_before INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN ('NOTPAY', 'SUCCESS', 'CLOSED')),
  transaction_id TEXT UNIQUE, paid_at INTEGER, made_at INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS trades_by_state ON trades (state, made_at);
CREATE TABLE IF NOT EXISTS prepays (
  prepay_id TEXT PRIMARY KEY, out_trade_no TEXT NOT NULL REFERENCES trades, made_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS prepays_of_trade ON prepays (out_trade_no);
CREATE TABLE IF NOT EXISTS refunds (
  out_refund_no TEXT PRIMARY KEY, refund_id TEXT NOT NULL UNIQUE, out_trade_no TEXT NOT NULL REFERENCES trades,
  refund_fen INTEGER NOT NULL CHECK (refund_fen > 0), reason TEXT, notify_url TEXT, parameters TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('PROCESSING', 'SUCCESS', 'ABNORMAL', 'CLOSED')),
  outcome TEXT NOT NULL CHECK (outcome IN ('PROCESSING', 'SUCCESS', 'ABNORMAL', 'CLOSED')),
  made_at INTEGER NOT NULL, settle_at INTEGER, settled_at INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS refunds_of_trade ON refunds (out_trade_no);
CREATE INDEX IF NOT EXISTS refunds_due ON refunds (settle_at) WHERE settle_at IS NOT NULL;
CREATE TABLE IF NOT EXISTS bill_files (token TEXT PRIMARY KEY, bytes BLOB NOT NULL, valid_until INTEGER NOT NULL) STRICT;

CREATE TABLE IF NOT EXISTS ledger (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('payment', 'refund_accepted', 'refund_settled', 'refund_abnormal', 'refund_closed')),
  appid TEXT NOT NULL, openid TEXT NOT NULL, out_trade_no TEXT NOT NULL, transaction_id TEXT NOT NULL,
  out_refund_no TEXT, refund_id TEXT, amount_fen INTEGER NOT NULL CHECK (amount_fen > 0)
) STRICT;
CREATE INDEX IF NOT EXISTS ledger_at ON ledger (kind, at);
CREATE TRIGGER IF NOT EXISTS ledger_keeps_rows BEFORE DELETE ON ledger
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
CREATE TRIGGER IF NOT EXISTS ledger_keeps_values BEFORE UPDATE ON ledger
  BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;

CREATE TABLE IF NOT EXISTS notices (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, notice_id TEXT NOT NULL, event_type TEXT NOT NULL,
  out_trade_no TEXT NOT NULL, out_refund_no TEXT, url TEXT NOT NULL, plaintext TEXT NOT NULL, summary TEXT NOT NULL,
  mutation TEXT, retried INTEGER NOT NULL, made_at INTEGER NOT NULL, tries INTEGER NOT NULL, next_at INTEGER,
  outcome TEXT NOT NULL CHECK (outcome IN ('waiting', 'accepted', 'given_up', 'withheld')), last_answer TEXT
) STRICT;
CREATE INDEX IF NOT EXISTS notices_due ON notices (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS notices_of_trade ON notices (out_trade_no);

CREATE TABLE IF NOT EXISTS faults (
  fault_id INTEGER PRIMARY KEY AUTOINCREMENT, path TEXT NOT NULL, kind TEXT NOT NULL, times INTEGER NOT NULL,
  details TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS calls (
  seq INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, method TEXT NOT NULL, path TEXT NOT NULL,
  query TEXT NOT NULL, body TEXT NOT NULL, status INTEGER NOT NULL, verdict TEXT NOT NULL, answer TEXT NOT NULL,
  fault TEXT
) STRICT;
`
