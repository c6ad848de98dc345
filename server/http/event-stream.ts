import type { FastifyReply, FastifyRequest } from 'fastify'
import { headersOfEveryAnswer } from './send.ts'

/** Server-sent events to one reader. */
export interface EventStream {
  /** Whole lines of the event stream. A reader who is far behind is let go: it comes again where it was. */
  write(text: string): void
  end(): void
  /** Called once, whoever ends it. */
  onEnd(ended: () => void): void
}

const unreadAtMostBytes = 256 * 1024

const headers = {
  ...headersOfEveryAnswer,
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  // nginx holds an answer back otherwise.
  'x-accel-buffering': 'no',
}

/** Answers with a stream that stays open, past what the framework does for an answer; hooks after an answer still run. */
export function openEventStream(request: FastifyRequest, reply: FastifyReply): EventStream {
  const { raw } = reply.hijack()
  raw.writeHead(200, { ...headers, 'x-request-id': request.id })
  raw.flushHeaders()
  return {
    write(text) {
      if (raw.writableEnded || raw.destroyed) return
      if (raw.writableLength > unreadAtMostBytes) raw.destroy()
      else raw.write(text)
    },
    end: () => void raw.end(),
    onEnd(ended) {
      if (raw.destroyed) ended()
      else raw.once('close', ended)
    },
  }
}
