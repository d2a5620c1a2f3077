/** Saves the file of an export: asks for its short-lived address, then lets the browser fetch it. */
import { useMutation } from '@tanstack/react-query';
import { followAddress } from '../common/save-file';
import { useServices } from '../common/services';
import { useWebsite } from '../common/website';

export function useDownload() {
  const { api } = useServices();
  const { website_id: websiteId } = useWebsite();
  return useMutation({
    mutationFn: (exportId: string) => api.downloadExport(websiteId, exportId),
    onSuccess: ({ url }) => {
      followAddress(url);
    },
  });
}
