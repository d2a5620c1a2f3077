/** The state of the dialog: what is filled in, what it would do, and its start. */
import { useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import type { OperationOrder, OperationPreview } from '../api/operation-types';
import { useServices } from '../common/services';
import { useWebsite } from '../common/website';
import { useI18n } from '../i18n';
import type { Intent } from './operation-dialog';
import { emptyForm, orderOf, problemsOf, type OrderForm, type OrderProblems } from './order-form';
import { useTrackedOperations } from './tracked-operations';

export interface Ordering {
  form: OrderForm;
  change: (changes: Partial<OrderForm>) => void;
  /** Shown from the first attempt to start on. */
  problems: OrderProblems;
  preview: UseQueryResult<OperationPreview>;
  /** False while nothing is known or nothing would be done. */
  isApplicable: boolean;
  isStarting: boolean;
  error: Error | null;
  start: () => void;
}

export function useOrder({ kind, selection }: Intent, onStarted: () => void): Ordering {
  const { clock } = useServices();
  const { text } = useI18n();
  const { time_zone: timeZone } = useWebsite();
  const [form, setForm] = useState(() => emptyForm(timeZone, clock()));
  const [wasTried, setWasTried] = useState(false);
  const problems = problemsOf(kind, form, timeZone, clock(), text);
  const order = orderOf(kind, selection, form, timeZone);
  const preview = usePreview(order);
  const start = useStart(onStarted);
  return {
    form,
    change: (changes) => {
      setForm((before) => ({ ...before, ...changes }));
    },
    problems: wasTried ? problems : {},
    preview,
    // Without its address a correction cannot be counted yet: its fields say what is missing.
    isApplicable: order === null || (preview.data?.applicable ?? 0) > 0,
    isStarting: start.isPending,
    error: start.error,
    start: () => {
      setWasTried(true);
      if (order && Object.keys(problems).length === 0) start.mutate(order);
    },
  };
}

/** Counts without the reason: it changes nothing about the requests that are met. */
function usePreview(order: OperationOrder | null): UseQueryResult<OperationPreview> {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const counted = order && { ...order, reason: '' };
  return useQuery({
    queryKey: ['operation-preview', websiteId, counted],
    queryFn: ({ signal }) => {
      if (!counted) throw new Error('nothing to count');
      return api.previewOperation(websiteId, counted, signal);
    },
    enabled: counted !== null,
    staleTime: 0,
    gcTime: 0,
  });
}

function useStart(onStarted: () => void) {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  const { track } = useTrackedOperations();
  return useMutation({
    mutationFn: (order: OperationOrder) => api.startOperation(websiteId, order),
    onSuccess: (operation) => {
      track(websiteId, operation);
      onStarted();
    },
  });
}
