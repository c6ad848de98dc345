import { signInStaff } from '../../contract/admin/session.ts'
import { type Client, createClient } from '../../contract/client.ts'
import { clientAt, overHttp } from './client-at.ts'

/** The headers of somebody signed in to the admin API. */
export type Badge = {
  cookie: string
  'x-csrf-token': string
}

export interface StaffMember {
  client: Client
  badge: Badge
}

/** Somebody of the staff at their desk. Throws `ApiProblem` when they are not let in. */
export async function staffAt(url: string, credentials: { username: string; password: string }): Promise<StaffMember> {
  const send = overHttp(url)
  let cookie = ''
  const door = createClient(async (request) => {
    const answer = await send(request)
    cookie = answer.headers['set-cookie']?.split(';')[0] ?? ''
    return answer
  })
  const { csrfToken } = await door.call(signInStaff, { body: credentials })
  const badge = { cookie, 'x-csrf-token': csrfToken }
  return { client: clientAt(url, badge), badge }
}
