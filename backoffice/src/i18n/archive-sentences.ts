/** The sentences of what was: who did what, the e-mails as they left, the reviews, the proof file. */
import type { ProofFileFormat } from '../api/request-archive';
import type { ActorKind } from '../api/types';

export interface ArchiveSentences {
  actors: Record<ActorKind, string>;
  emails: {
    title: string;
    none: string;
    /** Which e-mail: 0 is the first, 1 and more are reminders. */
    name: (reminder: number) => string;
    sentAt: string;
    notSent: string;
    template: (template: string) => string;
    settingsVersion: (version: number) => string;
    show: (name: string) => string;
    loading: string;
    failed: string;
    from: string;
    to: string;
    replyTo: string;
    subject: string;
    html: string;
    text: string;
    asSent: string;
    notAsSent: string;
    pictures: string;
  };
  reviews: {
    title: string;
    none: string;
    brand: string;
    product: (reference: string) => string;
    rating: (rating: number) => string;
    notReceived: string;
    submittedAt: string;
    after: (email: string) => string;
  };
  proofFile: {
    open: string;
    formats: Record<ProofFileFormat, string>;
    fileName: (reviewRequestId: string, format: ProofFileFormat) => string;
    failed: string;
  };
}
