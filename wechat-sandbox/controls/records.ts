import type { FastifyInstance } from 'fastify'
import { readCalls } from '../calls.ts'
import type { Context } from '../context.ts'
import { readLedger } from '../ledger.ts'
import { type TemplateName, templateNames } from '../templates.ts'
import { limitOf } from './notices.ts'

interface MessageRow {
  msgid: string
  user_id: string
  openid: string
  template_id: string
  page: string | null
  fields: string
  at: number
}

/** What happened: money, messages, calls. */
export function recordControls(app: FastifyInstance, context: Context): void {
  app.get<{ Querystring: { after?: string; limit?: string } }>('/sandbox/ledger', ({ query }) => ({
    items: ledgerView(context, { afterSeq: Number(query.after ?? 0) || 0, limit: limitOf(query.limit, 1_000) }),
  }))
  app.get<{ Querystring: { openid?: string; userId?: string; limit?: string } }>('/sandbox/messages', ({ query }) => ({
    items: messagesView(context, { ...query, limit: limitOf(query.limit, 200) }),
  }))
  app.get<{ Querystring: { path?: string; limit?: string } }>('/sandbox/calls', ({ query }) => ({
    items: callsView(context, { path: query.path ?? '', limit: limitOf(query.limit, 100) }),
  }))
}

/** Oldest first, from after a sequence number: a reader pages through the whole ledger with it. */
export function ledgerView({ db }: Context, wish: { afterSeq: number; limit: number }) {
  return readLedger(db, wish).map((row) => ({ ...row, at: instant(row.at) }))
}

/** Messages that arrived, oldest first. */
export function messagesView(
  { db, keys }: Context,
  { openid, userId, limit }: { openid?: string; userId?: string; limit: number },
) {
  const rows = db.all<MessageRow>(
    `SELECT * FROM (SELECT rowid AS r, * FROM messages WHERE (? IS NULL OR openid = ?) AND (? IS NULL OR user_id = ?)
       ORDER BY rowid DESC LIMIT ?) ORDER BY r`,
    openid ?? null,
    openid ?? null,
    userId ?? null,
    userId ?? null,
    limit,
  )
  return rows.map((row) => ({
    msgid: row.msgid,
    userId: row.user_id,
    openid: row.openid,
    template: templateNames.find((name) => keys.templates[name] === row.template_id) as TemplateName,
    templateId: row.template_id,
    page: row.page,
    fields: JSON.parse(row.fields) as Record<string, string>,
    at: instant(row.at),
  }))
}

/** Newest first. */
export function callsView({ db }: Context, wish: { path: string; limit: number }) {
  return readCalls(db, wish).map((row) => ({ ...row, at: instant(row.at) }))
}

export function instant(at: number): string {
  return new Date(at).toISOString()
}
