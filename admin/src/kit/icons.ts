// Only what the admin web shows: each name here is in its bundle.
export { alert, build, clock, close, copy, lang, order, out, refresh, search } from '@brand/icons.ts'
