import type { DeskOrderWhole } from '@contract/admin/orders.ts'
import type { BodyOf, Operation } from '@contract/operation.ts'
import { useMutation, useQuery } from '@tanstack/react-query'
import { App } from 'antd'
import { useState } from 'react'
import { call, calls } from '../api/call.ts'
import { queryClient } from '../api/queries.ts'
import { newRequestKey } from '../api/request-key.ts'
import { useLanguage } from '../state/language.ts'

const keyOf = (id: string, language: string) => ['order', id, language]

export function useOrder(id: string) {
  const language = useLanguage()
  return useQuery({ queryKey: keyOf(id, language), queryFn: () => call(calls.getOrder, { params: { id } }) })
}

type OrderVerb = Operation<never, never, never, never> | Operation

/**
 * A verb of the desk on one order. Its answer is the order as it is now; after a refusal the order is asked for again, so
 * that what is shown beside the refusal is true. A verb that must not happen twice has one key for all its tries.
 */
export function useVerb<Op extends OrderVerb>(
  operation: Op,
  { id, said, onDone }: { id: string; said: string; onDone(): void },
) {
  const language = useLanguage()
  const { message } = App.useApp()
  const [idempotencyKey] = useState(newRequestKey)
  return useMutation({
    mutationFn: async (body: BodyOf<Op>) => {
      const options = { params: { id }, ...(body === undefined ? {} : { body }) }
      return (await call(
        operation as Operation,
        {
          ...options,
          ...((operation as Operation).idempotent ? { idempotencyKey } : {}),
        } as never,
      )) as DeskOrderWhole
    },
    onSuccess: (order) => {
      queryClient.setQueryData(keyOf(id, language), order)
      void queryClient.invalidateQueries({ queryKey: ['orders'] })
      void queryClient.invalidateQueries({ queryKey: ['rooms'] })
      message.success(said)
      onDone()
    },
    onError: () => {
      void queryClient.invalidateQueries({ queryKey: ['order', id] })
      void queryClient.invalidateQueries({ queryKey: ['rooms'] })
    },
  })
}
