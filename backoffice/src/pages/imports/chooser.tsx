/** The file: dropped or chosen, with what is wrong about it before anything is sent. */
import FileUpload from '@cloudscape-design/components/file-upload';
import FormField from '@cloudscape-design/components/form-field';
import { useDates } from '../../common/website';
import { useI18n } from '../../i18n';
import { MOST_BYTES, MOST_LINES, type Problem } from './first-look';

interface ChooserProps {
  file: File | null;
  problem: Problem | null;
  onChange: (file: File | undefined) => void;
}

const MEGABYTE = 1024 * 1024;

export function Chooser({ file, problem, onChange }: ChooserProps) {
  const words = useI18n().text.imports;
  const dates = useDates();
  const sentenceOf = useProblemSentence();
  return (
    <FormField label={words.file} description={words.fileHelp} stretch>
      <FileUpload
        value={file ? [file] : []}
        accept=".csv,.txt,text/csv"
        showFileSize
        onChange={({ detail }) => { onChange(detail.value.at(-1)); }}
        constraintText={words.limits(dates.count(MOST_LINES), dates.count(MOST_BYTES / MEGABYTE))}
        fileErrors={problem ? [sentenceOf(problem)] : []}
        i18nStrings={{
          uploadButtonText: () => words.choose,
          dropzoneText: () => words.drop,
          removeFileAriaLabel: () => words.remove,
          errorIconAriaLabel: words.problem,
          limitShowFewer: '',
          limitShowMore: '',
        }}
        data-testid="import-file"
      />
    </FormField>
  );
}

function useProblemSentence(): (problem: Problem) => string {
  const { problems } = useI18n().text.imports;
  const dates = useDates();
  return (problem) => {
    switch (problem.kind) {
      case 'empty':
        return problems.empty;
      case 'no_text':
        return problems.noText;
      case 'too_large':
        return problems.tooLarge(dates.count(MOST_BYTES / MEGABYTE));
      case 'missing_columns':
        return problems.missingColumns(problem.columns.join(', '));
      case 'too_many_rows':
        return problems.tooManyRows(dates.count(problem.rows), dates.count(MOST_LINES));
    }
  };
}
