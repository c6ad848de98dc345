import { Type } from 'typebox'
import { operation } from './operation.ts'

export const getOpenapi = operation({
  id: 'getOpenapi',
  method: 'GET',
  path: '/api/openapi.json',
  who: 'anyone',
  summary: 'This document',
  reply: Type.Any(),
  refusals: [],
})
