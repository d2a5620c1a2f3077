/** The file that gathers all that is known of the request, for audits: a page, or data. */
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import { PROOF_FILE_FORMATS, type ProofFileFormat } from '../../../api/request-archive';
import { READ_CUSTOMERS } from '../../../api/types';
import { ProblemAlert } from '../../../common/problem-alert';
import { saveFile } from '../../../common/save-file';
import { useWebsite } from '../../../common/website';
import { useI18n } from '../../../i18n';
import { useProofFile } from './hooks';

const TYPES: Record<ProofFileFormat, string> = { html: 'text/html', json: 'application/json' };

export function ProofFile({ reviewRequestId }: { reviewRequestId: string }) {
  const words = useI18n().text.archive.proofFile;
  const file = useProofFile(reviewRequestId);
  const mayRead = useWebsite().permissions.includes(READ_CUSTOMERS);
  if (!mayRead) return null;
  const save = (format: ProofFileFormat) => {
    file.mutate(format, {
      onSuccess: (content) => { saveFile(content, words.fileName(reviewRequestId, format), TYPES[format]); },
    });
  };
  return (
    <>
      {file.error && (
        <div className="wide">
          <ProblemAlert title={words.failed} error={file.error} />
        </div>
      )}
      <ButtonDropdown
        items={PROOF_FILE_FORMATS.map((format) => ({ id: format, text: words.formats[format] }))}
        loading={file.isPending}
        onItemClick={({ detail }) => { save(detail.id as ProofFileFormat); }}
        data-testid="proof-file"
      >
        {words.open}
      </ButtonDropdown>
    </>
  );
}
